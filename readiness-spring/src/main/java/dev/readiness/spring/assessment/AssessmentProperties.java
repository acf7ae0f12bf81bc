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
 * @param slices Workflows by name, each with the endpoints that it goes through, for example "POST /signup" or
 *     "/appointments/**".
 * @param waivers Accepted findings.
 * @param attestations Somebody's word for what cannot be seen from inside the application.
 * @param effort What is known of the effort so far, for an estimate of the rest.
 */
@ConfigurationProperties("readiness")
public record AssessmentProperties(
        @DefaultValue Run assessment,
        @DefaultValue Map<String, List<String>> slices,
        @DefaultValue List<Accepted> waivers,
        @DefaultValue List<Attested> attestations,
        @DefaultValue Effort effort) {

    /**
     * Whether and how the application is assessed.
     *
     * @param enabled Whether to assess the application in the background once it is ready.
     * @param required Ids of rules that must not fail, or the start does; for example access.endpoint-open. What is unknown,
     *     waived or attested does not count.
     */
    public record Run(
            @DefaultValue("true") boolean enabled,
            @DefaultValue List<String> required) {}

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
     * @param control Name of a control that no rule looks at, in place of rule and where, for example "SOC 2 CC1.4".
     * @param by Who vouches for it.
     * @param until Last day on which the word holds, for example "2027-06-30".
     * @param evidence What the word rests on, for example a ticket or a document.
     */
    public record Attested(
            @Nullable String rule,
            @Nullable String where,
            @Nullable String control,
            @Nullable String by,
            @Nullable String until,
            @Nullable String evidence) {}

    /**
     * What is known of the effort so far.
     *
     * @param finished Working time that finished slices took, by name of the slice, for example "24h"; "activity" reads it
     *     from the history of the repository.
     * @param repository Folder inside a working copy whose history is read.
     * @param estimates File in which estimates are kept, so that they can be scored.
     */
    public record Effort(
            @DefaultValue Map<String, String> finished,
            @DefaultValue(".") String repository,
            @Nullable String estimates) {}
}
