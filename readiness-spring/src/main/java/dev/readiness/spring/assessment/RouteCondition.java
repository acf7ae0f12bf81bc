package dev.readiness.spring.assessment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * The methods and paths that a route takes.
 *
 * @param alternatives of which a request has to meet one
 */
record RouteCondition(List<Alternative> alternatives) {

    static final RouteCondition NONE = new RouteCondition(List.of(new Alternative(Set.of(), "")));

    RouteCondition {
        alternatives = List.copyOf(alternatives);
    }

    static RouteCondition ofMethods(Set<String> names) {
        return new RouteCondition(List.of(new Alternative(new TreeSet<>(names), "")));
    }

    static RouteCondition ofPath(String pattern) {
        return new RouteCondition(List.of(new Alternative(Set.of(), pattern)));
    }

    /** Returns the condition that holds where both do. */
    RouteCondition and(RouteCondition other) {
        return combined(other, Alternative::and);
    }

    RouteCondition or(RouteCondition other) {
        return new RouteCondition(Stream.concat(alternatives.stream(), other.alternatives.stream())
                .distinct()
                .toList());
    }

    /** Returns the condition of a route that is nested in routes with this condition. */
    RouteCondition nesting(RouteCondition inner) {
        return combined(inner, Alternative::nesting);
    }

    private RouteCondition combined(RouteCondition other, BinaryOperator<Alternative> combination) {
        return new RouteCondition(alternatives.stream()
                .flatMap(left -> other.alternatives.stream().map(right -> combination.apply(left, right)))
                .distinct()
                .toList());
    }

    /**
     * One way to meet a condition.
     *
     * @param methods names of the methods; empty for all
     * @param path path pattern; empty for all
     */
    record Alternative(Set<String> methods, String path) {

        String pathOrAll() {
            return path.isEmpty() ? "/**" : path;
        }

        private Alternative and(Alternative other) {
            boolean otherIsNarrower = path.isEmpty() || path.endsWith("/**");
            return new Alternative(
                    other.methods.isEmpty() ? methods : other.methods,
                    otherIsNarrower && !other.path.isEmpty() ? other.path : path);
        }

        private Alternative nesting(Alternative inner) {
            return new Alternative(inner.methods.isEmpty() ? methods : inner.methods, join(path, inner.path));
        }

        private static String join(String outer, String inner) {
            String prefix = outer.replaceFirst("/\\*\\*$", "");
            return inner.isEmpty() || inner.startsWith("/") || prefix.isEmpty() ? prefix + inner : prefix + "/" + inner;
        }
    }

    /**
     * Puts a condition together from what a predicate tells of itself; headers, parameters and the like narrow a route without
     * moving it.
     */
    static class Reader {

        private final Deque<List<RouteCondition>> levels = new ArrayDeque<>(List.of(new ArrayList<>()));

        final RouteCondition condition() {
            return levels.element().stream().reduce(NONE, RouteCondition::and);
        }

        final void add(RouteCondition condition) {
            levels.element().add(condition);
        }

        final void open() {
            levels.push(new ArrayList<>());
        }

        final void closeAnd() {
            add(levels.pop().stream().reduce(NONE, RouteCondition::and));
        }

        final void closeOr() {
            add(levels.pop().stream().reduce(RouteCondition::or).orElse(NONE));
        }

        /** What a route does not take says nothing of what it takes. */
        final void closeNegation() {
            levels.pop();
            add(NONE);
        }
    }
}
