package dev.readiness.spring.assessment;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What the methods of HTTP mean for an endpoint. */
final class HttpMethods {

    static final String ANY = "*";

    private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH", "DELETE", ANY);

    private HttpMethods() {}

    static boolean writes(String method) {
        return WRITING.contains(method);
    }

    /** Returns the names, sorted; {@link #ANY} if there is none, because no condition means every method. */
    static List<String> namesOf(Collection<?> methods) {
        return methods.isEmpty()
                ? List.of(ANY)
                : methods.stream().map(Object::toString).sorted().toList();
    }
}
