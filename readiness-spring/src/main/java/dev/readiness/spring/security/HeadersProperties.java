package dev.readiness.spring.security;

import dev.readiness.web.SecurityHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the response headers by which a browser protects its user.
 *
 * @param profile Which headers are sent.
 * @param values Headers that differ from the profile, by name; an empty value leaves the header out.
 * @param reportUri Where browsers report what the content security policy stopped, or would have.
 */
@ConfigurationProperties("readiness.headers")
public record HeadersProperties(
        @DefaultValue("off") HeaderProfile profile,
        @DefaultValue Map<String, String> values,
        @Nullable String reportUri) {

    /** Which headers are sent. */
    public enum HeaderProfile {

        /** None. */
        OFF,

        /** Those that cannot break a page; the policies only report. */
        REPORT_ONLY,

        /** All of them, in force. */
        STRICT
    }

    /**
     * Returns the headers to send.
     *
     * @throws InvalidHeadersException if some of them cannot be sent
     */
    SecurityHeaders toHeaders() {
        SecurityHeaders headers =
                profile == HeaderProfile.STRICT ? SecurityHeaders.strict() : SecurityHeaders.reportOnly();
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, String> value : values.entrySet()) {
            String name = value.getKey();
            try {
                headers = value.getValue().isBlank() ? headers.without(name) : headers.with(name, value.getValue());
            } catch (IllegalArgumentException ex) {
                problems.add("'readiness.headers.values.%s': %s".formatted(name, ex.getMessage()));
            }
        }
        if (reportUri != null) {
            try {
                headers = headers.reportingTo(reportUri);
            } catch (IllegalArgumentException ex) {
                problems.add("'readiness.headers.report-uri': " + ex.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidHeadersException(problems);
        }
        return headers;
    }
}
