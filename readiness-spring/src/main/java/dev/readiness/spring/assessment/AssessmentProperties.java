package dev.readiness.spring.assessment;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the hardening report.
 *
 * @param assessment Whether and how the application is assessed.
 * @param slices Workflows by name, each with the endpoints that it goes through, for example "POST /signup".
 * @param waivers Accepted findings.
 * @param attestations Somebody's word for what cannot be seen from inside the application.
 */
@ConfigurationProperties("readiness")
public record AssessmentProperties(
        @DefaultValue Run assessment,
        @DefaultValue Map<String, List<String>> slices,
        @DefaultValue List<Accepted> waivers,
        @DefaultValue List<Attested> attestations) {

    /**
     * Whether and how the application is assessed.
     *
     * @param enabled Whether to assess the application in the background once it is ready.
     */
    public record Run(@DefaultValue("true") boolean enabled) {}

    /**
     * An accepted finding.
     *
     * @param rule Id of the rule.
     * @param where Place of the finding, or "*" for every place.
     * @param reason Why it is accepted.
     * @param expires Last day on which it is accepted, for example "2027-06-30".
     */
    public record Accepted(
            @Nullable String rule,
            @Nullable String where,
            @Nullable String reason,
            @Nullable String expires) {}

    /**
     * Somebody's word for what cannot be seen from inside the application.
     *
     * @param rule Id of the rule.
     * @param where Place of the finding, or "*" for every place.
     * @param by Who vouches for it.
     * @param until Last day on which the word holds, for example "2027-06-30".
     * @param evidence What the word rests on, for example a ticket or a document.
     */
    public record Attested(
            @Nullable String rule,
            @Nullable String where,
            @Nullable String by,
            @Nullable String until,
            @Nullable String evidence) {}
}
