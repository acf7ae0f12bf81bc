package dev.readiness.spring.validation;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The limits of each path: those of the first route that matches, and the global ones where it says nothing. */
final class RequestLimits {

    /** Where a request keeps its limits. */
    static final String FOUND = RequestLimits.class.getName() + ".found";

    private final PathLimits elsewhere;

    private final List<MatchedRoute> routes;

    RequestLimits(ValidationProperties properties) {
        this.elsewhere = PathLimits.of(properties, null);
        this.routes = properties.routes().stream()
                .map(route -> new MatchedRoute(
                        PathLimits.of(properties, route),
                        route.paths().stream()
                                .map(PathPatternParser.defaultInstance::parse)
                                .toList()))
                .toList();
    }

    /**
     * Returns the limits of a path.
     *
     * @param known what {@code remember} got when the request was looked at before, if it was
     * @param remember keeps what was found with the request, so that it is looked up once
     */
    PathLimits of(String uri, @Nullable String contextPath, @Nullable Object known, Consumer<Object> remember) {
        if (routes.isEmpty()) {
            return elsewhere;
        }
        if (known instanceof Found found && found.isFor(uri, this)) {
            return found.limits(); // and not those of another path, from which the request was forwarded
        }
        Found found = new Found(uri, this, find(uri, contextPath));
        remember.accept(found);
        return found.limits();
    }

    /** Returns what holds where no path is known. */
    PathLimits elsewhere() {
        return elsewhere;
    }

    private PathLimits find(String uri, @Nullable String contextPath) {
        PathContainer path;
        try {
            path = RequestPath.parse(uri, contextPath).pathWithinApplication();
        } catch (IllegalArgumentException ex) {
            return elsewhere; // no path that leads anywhere
        }
        return routes.stream()
                .filter(route -> route.matches(path))
                .findFirst()
                .map(MatchedRoute::limits)
                .orElse(elsewhere);
    }

    private record MatchedRoute(PathLimits limits, List<PathPattern> patterns) {

        boolean matches(PathContainer path) {
            return patterns.stream().anyMatch(pattern -> pattern.matches(path));
        }
    }

    /** What was found for a path, and by whom: several contexts may see one request. */
    private record Found(String path, RequestLimits by, PathLimits limits) {

        boolean isFor(String other, RequestLimits asking) {
            return by == asking && path.equals(other);
        }
    }
}
