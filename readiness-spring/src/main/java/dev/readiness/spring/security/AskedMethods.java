package dev.readiness.spring.security;

import dev.readiness.assessment.AccessMatrix.Cell;
import dev.readiness.assessment.Endpoint;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.security.core.Authentication;

/**
 * The methods with which an endpoint has to be asked about: all where it takes all, and HEAD with GET, because a controller's
 * method for GET answers HEAD as well and a rule for GET alone does not cover it.
 */
final class AskedMethods {

    private static final List<String> ANY = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private static final String HEAD = "HEAD, which is mostly answered where GET is, gets further than GET";

    private AskedMethods() {}

    /** Returns who reaches {@code endpoint}, by what is answered for each of its methods at a path that fits it. */
    static Access access(Endpoint endpoint, BiFunction<String, String, Access> ask) {
        return PathExample.of(endpoint.path())
                .map(path -> access(endpoint, (String method) -> ask.apply(method, path)))
                .orElseGet(() -> Access.unknown(noPath(endpoint)));
    }

    /** Returns what each of {@code callers} gets, by what is answered for each method at a path that fits. */
    static List<Passage> passages(
            Endpoint endpoint, List<Authentication> callers, BiFunction<String, String, List<Passage>> ask) {
        return PathExample.of(endpoint.path())
                .map(path -> passages(endpoint, method -> ask.apply(method, path)))
                .orElseGet(() -> Passage.unknown(noPath(endpoint)).forEach(callers));
    }

    private static String noPath(Endpoint endpoint) {
        return "no path could be made up that satisfies " + endpoint.path();
    }

    private static Access access(Endpoint endpoint, Function<String, Access> ask) {
        if (endpoint.method().equals("*")) {
            return ANY.stream().map(ask).reduce(Access::or).orElseThrow();
        }
        Access answer = ask.apply(endpoint.method());
        if (!endpoint.method().equals("GET") || answer.reach() == Reach.ANYONE) {
            return answer;
        }
        Access head = ask.apply("HEAD");
        return head.reach().compareTo(answer.reach()) < 0 ? Access.unknown(HEAD + ": " + head.how()) : answer;
    }

    private static List<Passage> passages(Endpoint endpoint, Function<String, List<Passage>> ask) {
        if (endpoint.method().equals("*")) {
            return ANY.stream().map(ask).reduce(AskedMethods::either).orElseThrow();
        }
        List<Passage> answer = ask.apply(endpoint.method());
        if (!endpoint.method().equals("GET") || answer.stream().noneMatch(passage -> passage.cell() == Cell.DENIED)) {
            return answer;
        }
        return either(
                answer,
                ask.apply("HEAD").stream()
                        .map(passage -> passage.cell() == Cell.ALLOWED ? Passage.unknown(HEAD) : passage)
                        .toList());
    }

    /** Returns what holds where each caller may choose between both. */
    static List<Passage> either(List<Passage> first, List<Passage> second) {
        return IntStream.range(0, first.size())
                .mapToObj(caller -> first.get(caller).or(second.get(caller)))
                .toList();
    }
}
