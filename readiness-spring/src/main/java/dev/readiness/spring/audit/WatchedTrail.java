package dev.readiness.spring.audit;

import dev.readiness.audit.AuditPage;
import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditTrail;
import org.jspecify.annotations.Nullable;

/** The trail for whoever looks at it. The look is recorded first; if it cannot be recorded, nothing is shown. */
final class WatchedTrail {

    private final AuditTrail trail;
    private final CurrentCall call;

    WatchedTrail(AuditTrail trail, CurrentCall call) {
        this.trail = trail;
        this.call = call;
    }

    AuditPage read(AuditQuery query) {
        AuditRecord.Builder look = call.entry("audit.read").detail("limit", Integer.toString(query.limit()));
        detail(look, "actor", query.actor());
        detail(look, "action", query.action());
        detail(look, "outcome", query.outcome());
        detail(look, "from", query.from());
        detail(look, "until", query.until());
        detail(look, "target", query.target());
        detail(look, "after", query.after());
        if (query.subject() != null) {
            look.subject(query.subject());
        }
        trail.record(look.build());
        return trail.read(query);
    }

    /** Records that {@code action} is about to be done to the trail. */
    void record(String action) {
        trail.record(call.entry(action).build());
    }

    /** Records that a report of disclosures of the data of {@code subject} is about to be shown. */
    void recordDisclosures(String subject) {
        trail.record(call.entry("audit.read")
                .subject(subject)
                .detail("what", "disclosures")
                .build());
    }

    private static void detail(AuditRecord.Builder look, String name, @Nullable Object value) {
        if (value != null) {
            look.detail(name, value.toString());
        }
    }
}
