package dev.readiness.spring.validation;

import dev.readiness.spring.validation.ValidationProperties.Json;
import dev.readiness.spring.validation.ValidationProperties.Route;
import dev.readiness.validation.FileType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * The limits of one path: those of its route, and the global ones where it says nothing.
 *
 * @param maxBodyBytes how long a body may be, {@link Long#MAX_VALUE} if any
 * @param maxParameters how many parameters a request may have, {@link Integer#MAX_VALUE} if any
 * @param maxParts how many parts a request may have, {@link Integer#MAX_VALUE} if any
 * @param partTypes the types of files that are accepted, none of them where any is
 * @param json how JSON is read
 */
record PathLimits(long maxBodyBytes, int maxParameters, int maxParts, Set<FileType> partTypes, JsonLimits json) {

    /** How many tokens any body may have where its size is limited, and how many bytes of a larger limit give one more. */
    private static final long USUAL_TOKENS = 80_000;

    private static final long BYTES_PER_TOKEN = 12;

    static PathLimits of(ValidationProperties global, @Nullable Route route) {
        Route own = route == null ? new Route(List.of(), null, null, null, List.of(), Json.UNLIMITED) : route;
        DataSize size = own.maxBodySize() != null ? own.maxBodySize() : global.maxBodySize();
        long maxBodyBytes = size == null ? Long.MAX_VALUE : size.toBytes();
        List<String> types = own.partTypes().isEmpty() ? global.partTypes() : own.partTypes();
        return new PathLimits(
                maxBodyBytes,
                orAny(own.maxParameters() != null ? own.maxParameters() : global.maxParameters()),
                orAny(own.maxParts() != null ? own.maxParts() : global.maxParts()),
                PartTypes.ofAll(types),
                new JsonLimits(own.json().or(global.json()), usualTokens(maxBodyBytes)));
    }

    private static int orAny(@Nullable Integer limit) {
        return limit == null ? Integer.MAX_VALUE : limit;
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
}
