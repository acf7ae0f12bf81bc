package dev.readiness.web;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The response headers by which a browser protects its user, for {@link SecurityHeadersFilter} and {@link SecurityHeadersHttpFilter}.
 *
 * <p>Begin with {@link #reportOnly()}, in which a browser says what it would have stopped, and go on to {@link #strict()}. A
 * single header is changed with {@link #with} and left out with {@link #without}. The values follow the list of the OWASP
 * Secure Headers Project.
 *
 * <p>Immutable, so safe for use by many threads.
 */
public final class SecurityHeaders {

    /** What stands in a value for the nonce of the request. */
    public static final String NONCE = "{nonce}";

    static final String CSP = "Content-Security-Policy";

    static final String CSP_REPORT_ONLY = "Content-Security-Policy-Report-Only";

    static final String FRAME_OPTIONS = "X-Frame-Options";

    static final String HSTS = "Strict-Transport-Security";

    static final String NO_FRAMES = "frame-ancestors 'none'";

    static final String OWN_FRAMES = "frame-ancestors 'self'";

    private static final int NONCE_BYTES = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final Set<String> UNWANTED = Set.of("Server", "X-Powered-By");

    private static final String POLICY = "default-src 'none'; script-src 'self' 'nonce-{nonce}';"
            + " style-src 'self' 'nonce-{nonce}'; img-src 'self'; font-src 'self'; connect-src 'self';"
            + " manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final String NO_DEVICES = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(),"
            + " geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]*");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}?");

    private final Map<String, String> values;

    private final Set<String> removed;

    private SecurityHeaders(Map<String, String> values, Set<String> removed) {
        this.values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.values.putAll(values);
        this.removed = Set.copyOf(removed);
    }

    /**
     * Returns all protections in force: a content security policy that lets nothing in but the application's own files and
     * scripts with the nonce, no frames, no devices, two years of HTTPS only.
     */
    public static SecurityHeaders strict() {
        return new SecurityHeaders(
                Map.of(
                        CSP,
                        POLICY,
                        FRAME_OPTIONS,
                        "DENY",
                        HSTS,
                        "max-age=63072000; includeSubDomains",
                        "Cross-Origin-Opener-Policy",
                        "same-origin",
                        "Cross-Origin-Resource-Policy",
                        "same-origin",
                        "Permissions-Policy",
                        NO_DEVICES,
                        "Referrer-Policy",
                        "strict-origin-when-cross-origin",
                        "X-Content-Type-Options",
                        "nosniff",
                        "X-DNS-Prefetch-Control",
                        "off",
                        "X-Permitted-Cross-Domain-Policies",
                        "none"),
                UNWANTED);
    }

    /**
     * Returns what cannot break a page: the policies of {@link #strict()} as reports only, no HSTS, and the headers that
     * restrict nothing which works.
     */
    public static SecurityHeaders reportOnly() {
        return new SecurityHeaders(
                Map.of(
                        CSP_REPORT_ONLY,
                        POLICY,
                        "Cross-Origin-Opener-Policy-Report-Only",
                        "same-origin",
                        "Referrer-Policy",
                        "strict-origin-when-cross-origin",
                        "X-Content-Type-Options",
                        "nosniff"),
                UNWANTED);
    }

    /**
     * Returns a copy that sends {@code value} as {@code name}.
     *
     * @param name name of a header, in any case
     * @param value printable ASCII; {@value #NONCE} stands for the nonce of the request
     * @throws IllegalArgumentException if one of them cannot be sent
     */
    public SecurityHeaders with(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not the name of a header");
        }
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "the value of '" + name + "' must be one line of printable ASCII without line breaks");
        }
        Matcher placeholder = PLACEHOLDER.matcher(value);
        while (placeholder.find()) {
            if (!placeholder.group().equals(NONCE)) {
                throw new IllegalArgumentException("the value of '%s' holds '%s'; the only placeholder is '%s'"
                        .formatted(name, placeholder.group(), NONCE));
            }
        }
        Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(values);
        changed.put(name, value);
        return new SecurityHeaders(changed, removed);
    }

    /** Returns a copy that does not send {@code name}; what the application sends under it is let through. */
    public SecurityHeaders without(String name) {
        Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(values);
        changed.remove(name);
        Set<String> lessRemoved = new LinkedHashSet<>(removed);
        lessRemoved.removeIf(name::equalsIgnoreCase);
        return new SecurityHeaders(changed, lessRemoved);
    }

    /**
     * Returns a copy whose content security policies tell the browser where to report what they stopped.
     *
     * @param uri where to, for example {@code /csp-reports}
     * @throws IllegalArgumentException if it cannot be part of a policy
     */
    public SecurityHeaders reportingTo(String uri) {
        if (!uri.matches("[\\x21-\\x7e&&[^;,{}]]+")) {
            throw new IllegalArgumentException(
                    "the place of reports must be a URI without spaces, ',' and ';' but is '" + uri + "'");
        }
        SecurityHeaders reporting = this;
        for (String name : List.of(CSP, CSP_REPORT_ONLY)) {
            @Nullable String policy = values.get(name);
            if (policy != null) {
                reporting = reporting.with(name, policy + "; report-uri " + uri);
            }
        }
        return reporting;
    }

    /** Returns a new nonce for one request: 22 characters of Base64. */
    public static String newNonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Returns the headers that an answer lacks, for filters that are not {@link SecurityHeadersFilter}. An X-Frame-Options of
     * {@code SAMEORIGIN} that the answer has holds for the policy too.
     *
     * @param present gives the value of a header that the answer has, or {@code null}
     * @param nonce {@linkplain #newNonce() that of the request}
     * @param encrypted whether the connection is; Strict-Transport-Security goes out on no other
     */
    public Map<String, String> missing(Function<String, @Nullable String> present, String nonce, boolean encrypted) {
        boolean ownFrames = "SAMEORIGIN".equalsIgnoreCase(present.apply(FRAME_OPTIONS));
        Map<String, String> missing = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.forEach((name, value) -> {
            if ((encrypted || !name.equalsIgnoreCase(HSTS)) && present.apply(name) == null) {
                String sent = value.replace(NONCE, nonce);
                missing.put(name, ownFrames ? sent.replace(NO_FRAMES, OWN_FRAMES) : sent);
            }
        });
        return missing;
    }

    /** Returns the names of headers that are kept back when the application or the container sets them. */
    public Set<String> removed() {
        return removed;
    }

    /** Returns the headers, each with the constant parts of its value, between which the nonce stands. */
    List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        values.forEach((name, value) ->
                headers.add(new Header(name, value.split(Pattern.quote(NONCE), -1), name.equalsIgnoreCase(HSTS))));
        return List.copyOf(headers);
    }

    /**
     * A header to send.
     *
     * @param parts the constant parts of its value
     * @param secureOnly whether it means something only on an encrypted connection
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Header(String name, String[] parts, boolean secureOnly) {

        Header {
            Objects.requireNonNull(name, "name");
        }

        boolean needsNonce() {
            return parts.length > 1;
        }

        String value(String nonce) {
            return needsNonce() ? String.join(nonce, parts) : parts[0];
        }
    }
}
