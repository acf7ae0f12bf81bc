package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTrailTests {

    private final List<String> stored = new ArrayList<>();

    private final AuditTrail trail = AuditTrail.of(
            new StoreThatTellsHow(),
            new AuditRecord.Origin("clinic", "1.0", "node-1"),
            () -> Instant.parse("2026-03-01T09:00:00Z"));

    @Test
    void aSuccessJoinsTheCallersTransaction() {
        trail.record(trail.entry("book").build());

        assertThat(stored).containsExactly("in transaction: book");
    }

    @Test
    void aFailureAndADenialAreStoredOnTheirOwn() {
        trail.record(trail.entry("fail").outcome(AuditOutcome.FAILURE).build());
        trail.record(trail.entry("deny").outcome(AuditOutcome.DENIED).build());

        assertThat(stored).containsExactly("on its own: fail", "on its own: deny");
    }

    @Test
    void anEntryKnowsTimeAndOrigin() {
        AuditRecord entry = trail.entry("book").build();

        assertThat(entry.time()).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
        assertThat(entry.origin()).isEqualTo(new AuditRecord.Origin("clinic", "1.0", "node-1"));
    }

    private final class StoreThatTellsHow implements AuditStore {

        @Override
        public void append(AuditRecord entry) {
            stored.add("on its own: " + entry.action());
        }

        @Override
        public void appendInTransaction(AuditRecord entry) {
            stored.add("in transaction: " + entry.action());
        }

        @Override
        public AuditPage read(AuditQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isDurable() {
            return false;
        }
    }
}
