package dev.readiness.spring.audit;

import dev.readiness.audit.AuditOutcome;
import dev.readiness.audit.AuditPage;
import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
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

    private static final int STANDARD_LIMIT = 100;

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
            @org.springframework.lang.Nullable OffsetDateTime from,
            @org.springframework.lang.Nullable OffsetDateTime until,
            @org.springframework.lang.Nullable UUID after,
            @org.springframework.lang.Nullable Integer limit,
            @org.springframework.lang.Nullable RecordLines as,
            TrailFormat format)
            throws IOException {
        AuditQuery query = AuditQuery.newestFirst(
                        limit == null ? STANDARD_LIMIT : Math.max(1, Math.min(limit, AuditQuery.MAX_LIMIT)))
                .byActor(given(actor))
                .about(given(subject))
                .onTarget(target(given(targetType), given(targetId)))
                .ofAction(given(action))
                .withOutcome(outcome)
                .since(from == null ? null : from.toInstant())
                .before(until == null ? null : until.toInstant())
                .after(after);
        AuditPage page = trail.read(query);
        if (as != null) {
            return new WebEndpointResponse<>(bytes(as.write(page.records())), as.type());
        }
        return format == TrailFormat.HTML
                ? new WebEndpointResponse<>(bytes(new TrailPage(query, page).html()), format)
                : new WebEndpointResponse<>(new Page(page.records(), page.next().orElse(null)), format);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A form sends its empty fields too. */
    private static @Nullable String given(@Nullable String field) {
        return field == null || field.isBlank() ? null : field;
    }

    private static AuditRecord.@Nullable Target target(@Nullable String type, @Nullable String id) {
        return type == null || id == null ? null : new AuditRecord.Target(type, id);
    }
}
