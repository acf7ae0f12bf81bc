package dev.readiness.spring.audit;

import dev.readiness.audit.AuditOutcome;
import dev.readiness.audit.AuditPage;
import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The trail, page by page: {@code /actuator/audittrail?subject=patient-7&after=…}. Each look at it is recorded before
 * anything is shown. A browser gets a page; {@code as=ocsf} and others give lines for other programs.
 */
@WebEndpoint(id = "audittrail")
final class AuditTrailEndpoint {

    private final WatchedTrail trail;

    AuditTrailEndpoint(WatchedTrail trail) {
        this.trail = trail;
    }

    /**
     * One page.
     *
     * @param records the records
     * @param next what to give for {@code after} to read on, if there is more
     */
    record Page(List<AuditRecord> records, @Nullable UUID next) {}

    // Spring Boot 3.5 knows a parameter that may be left out by this annotation alone.
    @SuppressWarnings("deprecation")
    @ReadOperation(producesFrom = TrailFormat.class)
    WebEndpointResponse<?> page(
            @org.springframework.lang.Nullable String actor,
            @org.springframework.lang.Nullable String subject,
            @org.springframework.lang.Nullable String targetType,
            @org.springframework.lang.Nullable String targetId,
            @org.springframework.lang.Nullable String action,
            @org.springframework.lang.Nullable AuditOutcome outcome,
            @org.springframework.lang.Nullable String from,
            @org.springframework.lang.Nullable String until,
            @org.springframework.lang.Nullable UUID after,
            @org.springframework.lang.Nullable Integer limit,
            @org.springframework.lang.Nullable RecordLines as,
            TrailFormat format)
            throws IOException {
        TrailSearch search = new TrailSearch()
                .with("actor", actor)
                .with("subject", subject)
                .with("action", action)
                .with("outcome", outcome)
                .with("targetType", targetType)
                .with("targetId", targetId)
                .with("from", from)
                .with("until", until)
                .with("limit", limit)
                .with("after", after);
        boolean isForBrowser = format == TrailFormat.HTML && as == null;
        AuditQuery query;
        try {
            query = search.query();
        } catch (IllegalArgumentException ex) {
            return refused(search, String.valueOf(ex.getMessage()), isForBrowser);
        }
        AuditPage page = trail.read(query);
        if (as != null) {
            return new WebEndpointResponse<>(bytes(as.write(page.records())), as.type());
        }
        return isForBrowser
                ? new WebEndpointResponse<>(bytes(TrailPage.html(search, page)), format)
                : new WebEndpointResponse<>(new Page(page.records(), page.next().orElse(null)), format);
    }

    private static WebEndpointResponse<?> refused(TrailSearch search, String problem, boolean isForBrowser) {
        int status = WebEndpointResponse.STATUS_BAD_REQUEST;
        return isForBrowser
                ? new WebEndpointResponse<>(
                        bytes(TrailPage.html(search, problem)), status, TrailFormat.HTML.getProducedMimeType())
                : new WebEndpointResponse<>(Map.of("detail", problem), status, TrailFormat.JSON.getProducedMimeType());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
