package dev.readiness.spring.validation;

import java.util.List;
import org.springframework.util.PatternMatchUtils;
import org.springframework.validation.DataBinder;

/**
 * Which fields of a request get into an object.
 *
 * @param isKnown whether that could be seen
 * @param allowed patterns of those that do; empty for all
 * @param disallowed patterns of those that do not
 */
record BoundFields(boolean isKnown, List<String> allowed, List<String> disallowed) {

    static final BoundFields ALL = new BoundFields(true, List.of(), List.of());

    static final BoundFields UNKNOWN = new BoundFields(false, List.of(), List.of());

    /** The object is not filled from the request. */
    static final BoundFields NONE = new BoundFields(true, List.of(), List.of("*"));

    static BoundFields of(DataBinder binder) {
        return new BoundFields(true, listOf(binder.getAllowedFields()), listOf(binder.getDisallowedFields()));
    }

    boolean takes(String field) {
        boolean listed = allowed.isEmpty() || allowed.stream().anyMatch(pattern -> matches(pattern, field));
        return listed && disallowed.stream().noneMatch(pattern -> matches(pattern, field));
    }

    private static boolean matches(String pattern, String field) {
        return PatternMatchUtils.simpleMatch(pattern, field) || pattern.equalsIgnoreCase(field);
    }

    private static List<String> listOf(String @org.jspecify.annotations.Nullable [] fields) {
        return fields == null ? List.of() : List.of(fields);
    }
}
