package dev.readiness.spring.audit;

import dev.readiness.audit.AuditOutcome;
import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditTrail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;

/** Actuator's view of the trail: at most the latest {@value AuditQuery#MAX_LIMIT} records that match, oldest first. Looking is recorded too. */
final class TrailAuditEventRepository implements AuditEventRepository {

    private final AuditTrail trail;
    private final CurrentCall call;
    private final WatchedTrail watched;

    TrailAuditEventRepository(AuditTrail trail, CurrentCall call) {
        this.trail = trail;
        this.call = call;
        this.watched = new WatchedTrail(trail, call);
    }

    @Override
    public void add(AuditEvent event) {
        AuditRecord.Builder builder = call.entry(event.getType()).outcome(outcome(event.getType()));
        if (!event.getPrincipal().isBlank()) {
            builder.actor(AuditRecord.Actor.user(event.getPrincipal()));
        }
        EventDetails.add(builder, event.getData());
        trail.record(builder.build());
    }

    @Override
    public List<AuditEvent> find(@Nullable String principal, @Nullable Instant after, @Nullable String type) {
        AuditQuery query = AuditQuery.newestFirst(AuditQuery.MAX_LIMIT)
                .byActor(principal)
                .ofAction(type)
                .since(after);
        List<AuditEvent> events = new ArrayList<>(watched.read(query).records().stream()
                .map(TrailAuditEventRepository::event)
                .toList());
        Collections.reverse(events);
        return events;
    }

    /** An {@code AuditEvent} has no outcome of its own; those who publish one put it into the name. */
    private static AuditOutcome outcome(String type) {
        String name = type.toUpperCase(Locale.ROOT);
        if (name.contains("DENIED")) {
            return AuditOutcome.DENIED;
        }
        return name.contains("FAIL") ? AuditOutcome.FAILURE : AuditOutcome.SUCCESS;
    }

    private static AuditEvent event(AuditRecord entry) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>(entry.details());
        data.put("id", entry.id().toString());
        data.put("outcome", entry.outcome().name());
        data.put("subjects", entry.subjects());
        data.put(
                "targets",
                entry.targets().stream()
                        .map(target -> target.type() + ":" + target.id())
                        .toList());
        putIfPresent(data, "reason", entry.reason());
        putIfPresent(data, "correlationId", entry.correlationId());
        AuditRecord.Source source = entry.source();
        putIfPresent(data, "address", source == null ? null : source.address());
        return new AuditEvent(entry.time(), entry.actor().id(), entry.action(), data);
    }

    private static void putIfPresent(Map<String, @Nullable Object> data, String name, @Nullable String value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}
