package dev.readiness.spring.security;

import dev.readiness.spring.security.AccessProperties.PublicEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * An entry of {@code readiness.access.public}, as something to match requests with.
 *
 * @param method the method that is public, or {@code null} for all of them
 * @param pattern the path, in the form in which Spring MVC maps it
 */
record ListedEndpoint(@Nullable HttpMethod method, PathPattern pattern) {

    /**
     * Reads the complete entries of {@code properties}.
     *
     * @throws InvalidAccessSettingsException if an entry is incomplete or does not name an endpoint
     */
    static List<ListedEndpoint> of(AccessProperties properties) {
        properties.requireComplete();
        List<ListedEndpoint> listed = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<PublicEndpoint> entries = properties.publicEndpoints();
        for (int index = 0; index < entries.size(); index++) {
            String where = Objects.requireNonNull(entries.get(index).where()).strip();
            String[] parts = where.split("\\s+", 2);
            String path = parts[parts.length - 1];
            try {
                if (!path.startsWith("/")) {
                    throw new IllegalArgumentException("its path does not begin with '/'");
                }
                HttpMethod method = parts.length == 1 || parts[0].equals("*") ? null : HttpMethod.valueOf(parts[0]);
                listed.add(new ListedEndpoint(method, PathPatternParser.defaultInstance.parse(path)));
            } catch (IllegalArgumentException ex) {
                problems.add(
                        "'readiness.access.public[%d].where' must name an endpoint, for example 'POST /signup', but is '%s': %s"
                                .formatted(index, where, ex.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidAccessSettingsException(problems);
        }
        return listed;
    }

    /** Returns whether {@code called} is listed; a HEAD request asks for no more than the GET request does. */
    boolean allows(HttpMethod called) {
        return method == null
                || method.equals(called)
                || (method.equals(HttpMethod.GET) && called.equals(HttpMethod.HEAD));
    }
}
