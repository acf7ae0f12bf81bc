package dev.readiness.spring.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;

/**
 * The methods and paths that a route takes; none means all.
 *
 * @param methods names of the methods
 * @param paths path patterns
 */
record RouteCondition(Set<String> methods, List<String> paths) {

    static final RouteCondition NONE = new RouteCondition(Set.of(), List.of());

    static RouteCondition of(RequestPredicate predicate) {
        Reader reader = new Reader();
        predicate.accept(reader);
        return new RouteCondition(Set.copyOf(reader.methods), List.copyOf(reader.paths));
    }

    RouteCondition and(RouteCondition inner) {
        return new RouteCondition(inner.methods.isEmpty() ? methods : inner.methods, joined(inner));
    }

    List<String> pathsOr(String fallback) {
        return paths.isEmpty() ? List.of(fallback) : paths;
    }

    private List<String> joined(RouteCondition inner) {
        if (paths.isEmpty() || inner.paths.isEmpty()) {
            return paths.isEmpty() ? inner.paths : paths;
        }
        return paths.stream()
                .flatMap(outer -> inner.paths.stream().map(path -> join(outer, path)))
                .toList();
    }

    private static String join(String outer, String inner) {
        String prefix = outer.replaceFirst("/\\*\\*$", "");
        return inner.isEmpty() || inner.startsWith("/") ? prefix + inner : prefix + "/" + inner;
    }

    /** Reads methods and paths; headers, parameters and the like narrow a route without moving it. */
    private static final class Reader implements RequestPredicates.Visitor {

        private final Set<String> methods = new TreeSet<>();

        private final List<String> paths = new ArrayList<>();

        private boolean negated;

        @Override
        public void method(Set<HttpMethod> allowed) {
            if (!negated) {
                allowed.forEach(method -> methods.add(method.name()));
            }
        }

        @Override
        public void path(String pattern) {
            if (!negated) {
                paths.add(pattern);
            }
        }

        @Override
        @SuppressWarnings("removal")
        public void pathExtension(String extension) {}

        @Override
        public void header(String name, String value) {}

        @Override
        public void param(String name, String value) {}

        @Override
        public void version(String version) {}

        @Override
        public void startAnd() {}

        @Override
        public void and() {}

        @Override
        public void endAnd() {}

        @Override
        public void startOr() {}

        @Override
        public void or() {}

        @Override
        public void endOr() {}

        @Override
        public void startNegate() {
            negated = true;
        }

        @Override
        public void endNegate() {
            negated = false;
        }

        @Override
        public void unknown(RequestPredicate predicate) {}
    }
}
