package dev.readiness.spring.audit;

import dev.readiness.audit.AuditTrail;
import dev.readiness.audit.DisclosureReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * Who saw the data of one person, and why: {@code /actuator/auditdisclosures?subject=patient-7}, as JSON, CSV or Markdown, by
 * what the client accepts. What the person did themselves is left out unless {@code own=true}.
 */
@WebEndpoint(id = "auditdisclosures")
final class AuditDisclosuresEndpoint {

    private final AuditTrail trail;
    private final WatchedTrail watched;

    AuditDisclosuresEndpoint(AuditTrail trail, CurrentCall call) {
        this.trail = trail;
        this.watched = new WatchedTrail(trail, call);
    }

    // Spring Boot 3.5 knows a parameter that may be left out by this annotation alone.
    @SuppressWarnings("deprecation")
    @ReadOperation(producesFrom = DisclosureFormat.class)
    WebEndpointResponse<?> disclosures(
            String subject,
            @org.springframework.lang.Nullable String from,
            @org.springframework.lang.Nullable String until,
            @org.springframework.lang.Nullable Boolean own,
            DisclosureFormat format)
            throws IOException {
        Instant since;
        Instant before;
        try {
            since = TrailSearch.time("from", from);
            before = TrailSearch.time("until", until);
        } catch (IllegalArgumentException ex) {
            return refused(String.valueOf(ex.getMessage()));
        }
        if (subject.isBlank()) {
            return refused("'subject' must not be blank");
        }
        watched.recordDisclosures(subject);
        DisclosureReport report = DisclosureReport.read(
                trail,
                subject,
                since,
                before,
                Boolean.TRUE.equals(own) ? entry -> true : DisclosureReport.notByThemselves(trail, subject));
        StringBuilder out = new StringBuilder();
        switch (format) {
            case JSON -> report.writeJson(out);
            case CSV -> report.writeCsv(out);
            case MARKDOWN -> report.writeMarkdown(out);
        }
        return new WebEndpointResponse<>(out.toString().getBytes(StandardCharsets.UTF_8), format);
    }

    private static WebEndpointResponse<?> refused(String problem) {
        return new WebEndpointResponse<>(
                Map.of("detail", problem),
                WebEndpointResponse.STATUS_BAD_REQUEST,
                DisclosureFormat.JSON.getProducedMimeType());
    }
}
