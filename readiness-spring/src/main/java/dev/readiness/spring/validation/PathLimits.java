package dev.readiness.spring.validation;

import dev.readiness.spring.validation.ValidationProperties.CompressedBodies;
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
 * @param compressedBodies what becomes of bodies with a content coding
 * @param maxHeaders how many header fields a request may have, {@link Integer#MAX_VALUE} if any
 * @param maxParameters how many parameters a request may have, {@link Integer#MAX_VALUE} if any
 * @param maxParts how many parts a request may have, {@link Integer#MAX_VALUE} if any
 * @param partTypes the types of files that are accepted, none of them where any is
 * @param json how JSON is read
 */
record PathLimits(
        long maxBodyBytes,
        CompressedBodies compressedBodies,
        int maxHeaders,
        int maxParameters,
        int maxParts,
        Set<FileType> partTypes,
        JsonLimits json) {

    static PathLimits of(ValidationProperties global, @Nullable Route route) {
        Route own = route == null ? Route.EMPTY : route;
        DataSize size = own.maxBodySize() != null ? own.maxBodySize() : global.maxBodySize();
        long maxBodyBytes = size == null ? Long.MAX_VALUE : size.toBytes();
        CompressedBodies codings = own.compressedBodies() != null ? own.compressedBodies() : global.compressedBodies();
        List<String> types = own.partTypes().isEmpty() ? global.partTypes() : own.partTypes();
        return new PathLimits(
                maxBodyBytes,
                codings == null ? CompressedBodies.PASS : codings,
                orAny(own.maxHeaders() != null ? own.maxHeaders() : global.maxHeaders()),
                orAny(own.maxParameters() != null ? own.maxParameters() : global.maxParameters()),
                orAny(own.maxParts() != null ? own.maxParts() : global.maxParts()),
                PartTypes.ofAll(types),
                new JsonLimits(
                        own.json().or(global.json()), size != null || global.problemDetails(), global.limitsReading()));
    }

    private static int orAny(@Nullable Integer limit) {
        return limit == null ? Integer.MAX_VALUE : limit;
    }

    /**
     * How JSON is read.
     *
     * @param budgeted whether a document has a {@link ReadingBudget} where neither the settings nor the application's mapper
     *     bound its tokens
     * @param finiteNumbers whether a number must be one within the range of its type
     */
    record JsonLimits(Json json, boolean budgeted, boolean finiteNumbers) {}
}
