package dev.readiness.spring.scaling;

import dev.readiness.scaling.LoadShedder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Says which slice a path belongs to before anything has looked for its handler. */
final class SlicePaths {

    private final List<Route> routes = new ArrayList<>();
    private final List<PathPattern> never = new ArrayList<>();
    private final Set<String> slices = new LinkedHashSet<>();

    private record Route(String slice, String method, PathPattern path) {

        boolean matches(String wanted, PathContainer at) {
            return (method.isEmpty() || method.equals(wanted)) && path.matches(at);
        }
    }

    /** Adds an endpoint of a slice, {@code POST /orders/{id}} or {@code /orders/**}; the first that matches wins. */
    void add(String slice, String endpoint) {
        int blank = endpoint.indexOf(' ');
        String method = blank < 0 ? "" : endpoint.substring(0, blank);
        routes.add(new Route(
                slice,
                method.equals("*") ? "" : method,
                parse(endpoint.substring(blank + 1).strip())));
        slices.add(slice);
    }

    /** Adds what belongs to no slice and is always let in. */
    void addNever(String path) {
        never.add(parse(path));
    }

    Set<String> slices() {
        return slices;
    }

    /** Returns the slice of a request, {@link LoadShedder#REST} if none names it, or nothing if it is always let in. */
    Optional<String> of(String method, PathContainer path) {
        if (isPlain(path.value()) && never.stream().anyMatch(pattern -> pattern.matches(path))) {
            return Optional.empty();
        }
        String wanted = method.equals("HEAD") ? "GET" : method;
        for (Route route : routes) {
            if (route.matches(wanted, path)) {
                return Optional.of(route.slice());
            }
        }
        return Optional.of(LoadShedder.REST);
    }

    /** A server may take other spellings for another path, and nobody is to get in by writing {@code /actuator/..}. */
    private static boolean isPlain(String path) {
        return !path.contains("..") && !path.contains("%") && !path.contains(";") && !path.contains("//");
    }

    private static PathPattern parse(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("it does not begin with '/'");
        }
        return PathPatternParser.defaultInstance.parse(path);
    }
}
