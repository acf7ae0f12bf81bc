package dev.readiness.spring.assessment;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.springframework.util.ReflectionUtils;

/** Finds filters inside of router functions, which the visitors of Spring walk past. */
final class RouteFilters {

    private static final List<String> PACKAGES =
            List.of("org.springframework.web.servlet.function.", "org.springframework.web.reactive.function.server.");

    private static final String FILTERED = "$FilteredRouterFunction";

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private RouteFilters() {}

    /** Returns whether there is a filter anywhere in {@code routerFunction}. */
    static boolean areIn(Object routerFunction) {
        return new RouteFilters().find(routerFunction);
    }

    private boolean find(Object part) {
        Class<?> type = part.getClass();
        if (part instanceof Collection<?> parts) {
            return parts.stream().anyMatch(this::find);
        }
        if (PACKAGES.stream().noneMatch(type.getName()::startsWith) || !seen.add(part)) {
            return false;
        }
        return type.getName().endsWith(FILTERED) || partsOf(part, type).stream().anyMatch(this::find);
    }

    private static Collection<Object> partsOf(Object part, Class<?> type) {
        Collection<Object> parts = new java.util.ArrayList<>();
        ReflectionUtils.doWithFields(
                type,
                field -> add(field, part, parts),
                field -> !field.getType().isPrimitive());
        return parts;
    }

    private static void add(Field field, Object owner, Collection<Object> parts) {
        ReflectionUtils.makeAccessible(field);
        Object value = ReflectionUtils.getField(field, owner);
        if (value != null) {
            parts.add(value);
        }
    }
}
