package dev.readiness.validation;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A problem document as RFC 9457 defines it: why a request was refused, for a machine and for a person.
 *
 * <p>Immutable. It holds only what its maker put into it; in particular {@code instance} is never derived from the path
 * of the request, which may hold the very value that was refused.
 *
 * @param type what kind of problem it is; clients decide by it, so it never changes its meaning
 * @param title the kind of problem in a few words, the same for every occurrence
 * @param status HTTP status, 400 to 599
 * @param detail what was wrong this time, if there is more to say than the title does
 * @param instance what identifies this occurrence, for example a correlation id, if anything does
 * @param extensions further members in their order; values are strings, numbers, booleans, and lists and maps of these
 */
public record ProblemDocument(
        URI type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable URI instance,
        Map<String, Object> extensions) {

    /** The media type of a problem document in JSON. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The extension member that holds the violations. */
    public static final String ERRORS = "errors";

    private static final URI BLANK = URI.create("about:blank");

    private static final String OWN_TYPES = "urn:problem-type:readiness:";

    private static final Set<String> STANDARD_MEMBERS = Set.of("type", "title", "status", "detail", "instance");

    /** Checks the parts and copies the extensions deeply. */
    public ProblemDocument {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(title, "title");
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("'status' must be between 400 and 599 but is " + status);
        }
        for (String name : extensions.keySet()) {
            if (STANDARD_MEMBERS.contains(name)) {
                throw new IllegalArgumentException(
                        "'extensions' must not redefine a member of RFC 9457 but has '" + name + "'");
            }
        }
        extensions = copy(extensions);
    }

    /** Returns the document that says no more than the HTTP status does. */
    public static ProblemDocument ofStatus(int status) {
        return new ProblemDocument(BLANK, StatusTitles.of(status), status, null, null, Map.of());
    }

    /**
     * Returns a document of one of the library's own types.
     *
     * @param name the type in kebab case, for example {@code rate-limited}
     */
    public static ProblemDocument of(String name, String title, int status) {
        return new ProblemDocument(URI.create(OWN_TYPES + name), title, status, null, null, Map.of());
    }

    /**
     * Returns the document that refuses invalid input, with the violations under {@link #ERRORS}.
     *
     * <p>It holds {@value InvalidInputException#MAX_VIOLATIONS} violations at most, and says {@code "truncated": true} if
     * there were more.
     */
    public static ProblemDocument invalidInput(List<Violation> violations) {
        int kept = Math.min(violations.size(), InvalidInputException.MAX_VIOLATIONS);
        ProblemDocument problem =
                of("invalid-input", "The input is not valid", 400).withErrors(violations.subList(0, kept));
        return kept < violations.size() ? problem.with("truncated", true) : problem;
    }

    /** Returns the document that refuses a body of more than {@code maxBytes} bytes. */
    public static ProblemDocument bodyTooLarge(long maxBytes) {
        return of("body-too-large", "The body is too large", 413)
                .withDetail("At most " + maxBytes + " bytes are accepted")
                .with("maxBytes", maxBytes);
    }

    /** Returns the document that refuses a request with more than {@code most} header fields (RFC 6585). */
    public static ProblemDocument tooManyHeaders(int most) {
        return of("too-many-headers", "The request has too many header fields", 431)
                .withErrors(List.of(tooMany(Violation.In.HEADER, "too-many-headers", most)));
    }

    /**
     * Returns the document that refuses a request with more than {@code most} parameters.
     *
     * @param in where they are, {@link Violation.In#QUERY} or {@link Violation.In#FORM}
     */
    public static ProblemDocument tooManyParameters(Violation.In in, int most) {
        return of("too-many-parameters", "The request has too many parameters", 400)
                .withErrors(List.of(tooMany(in, "too-many-parameters", most)));
    }

    private static Violation tooMany(Violation.In in, String code, int most) {
        return new Violation(in, "", code, "must be at most " + most);
    }

    /** Returns a copy with another detail. */
    public ProblemDocument withDetail(String newDetail) {
        return new ProblemDocument(type, title, status, newDetail, instance, extensions);
    }

    /** Returns a copy with another instance. */
    public ProblemDocument withInstance(URI newInstance) {
        return new ProblemDocument(type, title, status, detail, newInstance, extensions);
    }

    /** Returns a copy with one more extension member, or another value for it. */
    public ProblemDocument with(String name, Object value) {
        Map<String, Object> extended = new LinkedHashMap<>(extensions);
        extended.put(name, value);
        return new ProblemDocument(type, title, status, detail, instance, extended);
    }

    /** Returns a copy that lists {@code violations} under {@link #ERRORS}. */
    public ProblemDocument withErrors(List<Violation> violations) {
        return with(ERRORS, violations.stream().map(Violation::toMembers).toList());
    }

    /** Returns the document as JSON in UTF-8. */
    public byte[] toJson() {
        // Through a string, because half a surrogate pair, which a client may have chosen, becomes '?' and no
        // exception.
        return ProblemJson.write(this).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> copy(Map<?, ?> source) {
        Map<String, Object> copy = new LinkedHashMap<>();
        source.forEach((name, value) -> copy.put((String) name, copyValue((String) name, value)));
        return Collections.unmodifiableMap(copy);
    }

    private static Object copyValue(String name, @Nullable Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return copy(map);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(copyValue(name, item)));
            return Collections.unmodifiableList(copy);
        }
        throw new IllegalArgumentException("'" + name + "' must be a string, number, boolean, list or map but is "
                + (value == null ? "null" : "a " + value.getClass().getName()));
    }
}
