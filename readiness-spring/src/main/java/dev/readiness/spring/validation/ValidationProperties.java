package dev.readiness.spring.validation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.AntPathMatcher;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for what comes in and how it is refused. What is not set is not limited.
 *
 * @param enabled Whether anything of this group takes effect.
 * @param problemDetails Whether every refusal is answered with a problem document (RFC 9457) that repeats nothing.
 * @param maxBodySize Size of the largest request body that is accepted.
 * @param compressedBodies What becomes of bodies with a content coding; without a value they are passed on packed.
 * @param maxHeaders How many header fields a request may have.
 * @param maxParameters How many parameters the query and the form of a request may have together.
 * @param maxParts How many parts a multipart request may have.
 * @param partTypes Media types of the files that are accepted, told by their content.
 * @param notFromRequest What becomes of a value for a property that is annotated with NotFromRequest.
 * @param json How JSON is read from requests; other JSON that the application reads is left alone.
 * @param routes What is different for some paths; the first route that matches counts.
 */
@ConfigurationProperties("readiness.validation")
public record ValidationProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("false") boolean problemDetails,
        @Nullable DataSize maxBodySize,
        @Nullable CompressedBodies compressedBodies,
        @Nullable Integer maxHeaders,
        @Nullable Integer maxParameters,
        @Nullable Integer maxParts,
        @DefaultValue List<String> partTypes,
        @Nullable NotFromRequestMode notFromRequest,
        @DefaultValue Json json,
        @DefaultValue List<Route> routes) {

    /** Checks the limits. */
    public ValidationProperties {
        if (maxBodySize != null && maxBodySize.toBytes() < 1) {
            throw new IllegalArgumentException("'max-body-size' must be at least 1B but is " + maxBodySize);
        }
        List<String> problems = new ArrayList<>();
        require(problems, "max-headers", maxHeaders, 1);
        require(problems, "max-parameters", maxParameters, 0);
        require(problems, "max-parts", maxParts, 0);
        PartTypes.check(partTypes, "part-types", problems);
        json.check("json", problems);
        for (int i = 0; i < routes.size(); i++) {
            routes.get(i).check("routes[" + i + "]", problems);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** Whether JSON of some path is read in another way than the application's mapper does. */
    boolean saysHowToReadJson() {
        return json.isSet()
                || notFromRequest != null
                || routes.stream().anyMatch(route -> route.json().isSet());
    }

    /** Whether anything says which bodies, or which JSON, may be read. */
    boolean limitsReading() {
        return saysHowToReadJson()
                || maxBodySize != null
                || routes.stream().anyMatch(route -> route.maxBodySize() != null);
    }

    /** Whether the types of files are limited that come in at {@code path}. */
    boolean limitsPartTypes(String path) {
        AntPathMatcher matcher = new AntPathMatcher();
        return enabled
                && routes.stream()
                        .filter(route -> route.paths().stream().anyMatch(pattern -> matcher.match(pattern, path)))
                        .findFirst()
                        .map(route -> !route.partTypes().isEmpty() || !partTypes.isEmpty())
                        .orElse(!partTypes.isEmpty());
    }

    /** What becomes of a body with a content coding. */
    public enum CompressedBodies {
        /** It is refused. */
        REFUSE,
        /** It is unpacked if gzip packed it, and refused otherwise. */
        UNPACK,
        /** It is passed on packed, as without a value; for a route where others are refused or unpacked. */
        PASS
    }

    /** What becomes of a value for a property that no caller may set. */
    public enum NotFromRequestMode {
        /** The request is refused. */
        REFUSE,
        /** The value is left out. */
        IGNORE
    }

    /**
     * How JSON is read from requests.
     *
     * @param maxDepth How deep arrays and objects may be nested.
     * @param maxStringLength How many characters a string may have.
     * @param maxNumberLength How many characters a number may have.
     * @param maxNameLength How many characters the name of a property may have.
     * @param maxTokens How many tokens (names, values, brackets) a document may have.
     * @param refuseDuplicateKeys Whether an object in which a name stands twice is refused.
     * @param refuseUnknownProperties Names of classes, of packages followed by a dot and an asterisk, or an asterisk: where a
     *     property that the class does not have is refused.
     */
    public record Json(
            @Nullable Integer maxDepth,
            @Nullable Integer maxStringLength,
            @Nullable Integer maxNumberLength,
            @Nullable Integer maxNameLength,
            @Nullable Long maxTokens,
            @Nullable Boolean refuseDuplicateKeys,
            @DefaultValue List<String> refuseUnknownProperties) {

        static final Json UNLIMITED = new Json(null, null, null, null, null, null, List.of());

        void check(String prefix, List<String> problems) {
            require(problems, prefix + ".max-depth", maxDepth, 1);
            require(problems, prefix + ".max-string-length", maxStringLength, 1);
            require(problems, prefix + ".max-number-length", maxNumberLength, 1);
            require(problems, prefix + ".max-name-length", maxNameLength, 1);
            require(problems, prefix + ".max-tokens", maxTokens, 1);
        }

        boolean isSet() {
            return !equals(UNLIMITED);
        }

        /** Returns these settings, and those of {@code other} where these say nothing. */
        Json or(Json other) {
            return new Json(
                    maxDepth != null ? maxDepth : other.maxDepth,
                    maxStringLength != null ? maxStringLength : other.maxStringLength,
                    maxNumberLength != null ? maxNumberLength : other.maxNumberLength,
                    maxNameLength != null ? maxNameLength : other.maxNameLength,
                    maxTokens != null ? maxTokens : other.maxTokens,
                    refuseDuplicateKeys != null ? refuseDuplicateKeys : other.refuseDuplicateKeys,
                    refuseUnknownProperties.isEmpty() ? other.refuseUnknownProperties : refuseUnknownProperties);
        }
    }

    /**
     * What is different for some paths.
     *
     * @param paths Patterns of the paths, such as /uploads/**.
     * @param maxBodySize Size of the largest request body that is accepted there.
     * @param compressedBodies What becomes of bodies with a content coding there.
     * @param maxHeaders How many header fields a request may have there.
     * @param maxParameters How many parameters a request may have there.
     * @param maxParts How many parts a multipart request may have there.
     * @param partTypes Media types of the files that are accepted there.
     * @param json How JSON is read there.
     */
    public record Route(
            @DefaultValue List<String> paths,
            @Nullable DataSize maxBodySize,
            @Nullable CompressedBodies compressedBodies,
            @Nullable Integer maxHeaders,
            @Nullable Integer maxParameters,
            @Nullable Integer maxParts,
            @DefaultValue List<String> partTypes,
            @DefaultValue Json json) {

        static final Route EMPTY = new Route(List.of(), null, null, null, null, null, List.of(), Json.UNLIMITED);

        void check(String prefix, List<String> problems) {
            if (paths.isEmpty()) {
                problems.add("'" + prefix + ".paths' must name at least one path, for example /uploads/**");
            }
            paths.stream()
                    .filter(path -> !path.startsWith("/"))
                    .forEach(path -> problems.add("'" + prefix + ".paths' must begin with '/' but has '" + path + "'"));
            if (maxBodySize != null && maxBodySize.toBytes() < 1) {
                problems.add("'" + prefix + ".max-body-size' must be at least 1B but is " + maxBodySize);
            }
            require(problems, prefix + ".max-headers", maxHeaders, 1);
            require(problems, prefix + ".max-parameters", maxParameters, 0);
            require(problems, prefix + ".max-parts", maxParts, 0);
            PartTypes.check(partTypes, prefix + ".part-types", problems);
            json.check(prefix + ".json", problems);
        }
    }

    private static void require(List<String> problems, String name, @Nullable Number value, long least) {
        if (value != null && value.longValue() < least) {
            problems.add("'" + name + "' must be at least " + least + " but is " + value);
        }
    }
}
