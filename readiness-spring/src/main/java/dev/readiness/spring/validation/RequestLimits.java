package dev.readiness.spring.validation;

import dev.readiness.spring.validation.ValidationProperties.Json;
import dev.readiness.spring.validation.ValidationProperties.Route;
import dev.readiness.validation.FileType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The limits of each path: those of the first route that matches, and the global ones where it says nothing. */
final class RequestLimits {

    /** How many tokens any body may have where its size is limited, and how many bytes of a larger limit give one more. */
    private static final long USUAL_TOKENS = 80_000;

    private static final long BYTES_PER_TOKEN = 12;

    private final ValidationProperties properties;

    private final List<MatchedRoute> routes;

    RequestLimits(ValidationProperties properties) {
        this.properties = properties;
        this.routes = properties.routes().stream()
                .map(route -> new MatchedRoute(
                        route,
                        route.paths().stream()
                                .map(PathPatternParser.defaultInstance::parse)
                                .toList()))
                .toList();
    }

    long maxBodyBytes(String uri, @Nullable String contextPath) {
        return find(uri, contextPath, Route::maxBodySize, properties.maxBodySize())
                .map(DataSize::toBytes)
                .orElse(Long.MAX_VALUE);
    }

    int maxParameters(String uri, @Nullable String contextPath) {
        return find(uri, contextPath, Route::maxParameters, properties.maxParameters())
                .orElse(Integer.MAX_VALUE);
    }

    int maxParts(String uri, @Nullable String contextPath) {
        return find(uri, contextPath, Route::maxParts, properties.maxParts()).orElse(Integer.MAX_VALUE);
    }

    /** Returns the types of files that are accepted, none of them where any is. */
    Set<FileType> partTypes(String uri, @Nullable String contextPath) {
        return PartTypes.ofAll(find(
                        uri,
                        contextPath,
                        route -> route.partTypes().isEmpty() ? null : route.partTypes(),
                        properties.partTypes())
                .orElse(List.of()));
    }

    JsonLimits json(String uri, @Nullable String contextPath) {
        Json json = route(uri, contextPath)
                .map(route -> route.json().or(properties.json()))
                .orElse(properties.json());
        return new JsonLimits(json, usualTokens(maxBodyBytes(uri, contextPath)));
    }

    /** Reading and checking an object costs far more than the two bytes that it may have. */
    private static long usualTokens(long maxBodyBytes) {
        return maxBodyBytes == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(USUAL_TOKENS, maxBodyBytes / BYTES_PER_TOKEN);
    }

    /**
     * How JSON is read.
     *
     * @param usualTokens how many tokens a document may have where neither the settings nor the application's mapper say it
     */
    record JsonLimits(Json json, long usualTokens) {}

    private <T> Optional<T> find(
            String uri, @Nullable String contextPath, Function<Route, @Nullable T> own, @Nullable T global) {
        return route(uri, contextPath)
                .flatMap(route -> Optional.ofNullable(own.apply(route)))
                .or(() -> Optional.ofNullable(global));
    }

    private Optional<Route> route(String uri, @Nullable String contextPath) {
        if (routes.isEmpty()) {
            return Optional.empty();
        }
        PathContainer path;
        try {
            path = RequestPath.parse(uri, contextPath).pathWithinApplication();
        } catch (IllegalArgumentException ex) {
            return Optional.empty(); // no path that leads anywhere
        }
        return routes.stream().filter(route -> route.matches(path)).findFirst().map(MatchedRoute::route);
    }

    private record MatchedRoute(Route route, List<PathPattern> patterns) {

        boolean matches(PathContainer path) {
            return patterns.stream().anyMatch(pattern -> pattern.matches(path));
        }
    }
}
