package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/** Knows which rule for paths decides about an endpoint, to tell what somebody opened by name from what was left open. */
interface NamedOpenings {

    /** Returns the rules that are asked about {@code endpoint} and others, in their order. */
    Stream<Rule> rulesFor(Endpoint endpoint);

    /** Returns the rule that decides about {@code endpoint}, if it names that endpoint, or reading and its path. */
    default Optional<Rule> nameOf(Endpoint endpoint) {
        return rulesFor(endpoint)
                .filter(rule -> rule.matches(endpoint))
                .findFirst()
                .filter(rule -> rule.names(endpoint));
    }

    /**
     * A rule.
     *
     * @param method the only method that it is for; empty for all
     * @param pattern the paths that it is for
     */
    record Rule(String method, String pattern) {

        private boolean matches(Endpoint endpoint) {
            boolean sameMethod = method.isEmpty() || method.equals(endpoint.method());
            return sameMethod
                    && (pattern.equals(endpoint.path())
                            || PathExample.of(endpoint.path())
                                    .filter(this::matchesPath)
                                    .isPresent());
        }

        private boolean matchesPath(String path) {
            try {
                return PathPatternParser.defaultInstance.parse(pattern).matches(PathContainer.parsePath(path));
            } catch (PatternParseException ex) {
                return false;
            }
        }

        /** A rule for all methods below a path, or for all paths, was not written with one endpoint in mind. */
        private boolean names(Endpoint endpoint) {
            return pattern.equals(endpoint.path()) || (!method.isEmpty() && !pattern.equals("/**"));
        }

        @Override
        public String toString() {
            return method.isEmpty() ? pattern : method + " " + pattern;
        }
    }
}
