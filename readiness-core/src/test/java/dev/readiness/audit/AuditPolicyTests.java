package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each policy does when the store is away or slow. */
class AuditPolicyTests {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private static final AuditActions ACTIONS = AuditActions.open()
            .with("pay", AuditPolicy.REQUIRED)
            .with("look", AuditPolicy.REQUIRED_OR_SPILL)
            .with("ui.*", AuditPolicy.BEST_EFFORT);

    private final AuditStore kept = AuditStore.inMemory();
    private final Gate gate = new Gate(kept);

    @TempDir
    private Path directory;

    @Test
    void whatIsRequiredNeverGoesToTheSpill() {
        gate.away = true;
        try (AuditStore store = AuditStore.spilling(gate, directory, Duration.ofMillis(20));
                AuditTrail trail = trail(store)) {
            assertThatExceptionOfType(AuditStoreException.class).isThrownBy(() -> record(trail, "pay"));
            record(trail, "look");

            gate.away = false;

            await().untilAsserted(() -> assertThat(
                            kept.read(AuditQuery.oldestFirst(9)).records())
                    .extracting(AuditRecord::action)
                    .containsExactly("look"));
        }
    }

    @Test
    void bestEffortReachesTheStore() {
        try (AuditTrail trail = trail(gate)) {
            record(trail, "ui.open");

            await().until(() -> kept.read(AuditQuery.oldestFirst(9)).records().size() == 1);
            assertThat(trail.state().dropped()).isZero();
        }
    }

    @Test
    void bestEffortIsDroppedAndCountedWhenTheStoreIsAway() {
        gate.away = true;
        try (AuditTrail trail = trail(gate)) {
            record(trail, "ui.open");

            await().until(() -> trail.state().dropped() == 1);
            assertThat(trail.state().lastDropped()).contains(NOW);
        }
    }

    @Test
    void aStoreThatHangsHoldsNobodyUpAndWhatDoesNotFitIsCountedExactly() {
        gate.open = new CountDownLatch(1);
        try (AuditTrail trail = trail(gate)) {
            record(trail, "ui.open");
            gate.awaitCall(); // One hangs, two fit behind it.

            for (int number = 0; number < 9; number++) {
                record(trail, "ui.open");
            }

            assertThat(trail.state().dropped()).isEqualTo(7);
            assertThat(trail.state().waiting()).isEqualTo(2);
            gate.open.countDown();
        }
        assertThat(kept.read(AuditQuery.oldestFirst(9)).records()).hasSize(3);
    }

    @Test
    void anUndeclaredActionIsStoredAndCounted() {
        try (AuditTrail trail = trail(gate)) {
            record(trail, "payy");
            record(trail, "payy");
            record(trail, "audit.read");

            assertThat(trail.state().undeclared()).isEqualTo(2);
        }
        assertThat(kept.read(AuditQuery.oldestFirst(9)).records()).hasSize(3);
    }

    @Test
    void aStrictCatalogueRefusesAnUndeclaredAction() {
        try (AuditTrail trail = AuditTrail.of(gate, origin(), () -> NOW, ACTIONS.strict())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> record(trail, "payy"))
                    .withMessageContaining("'payy' is not declared")
                    .withMessageContaining("readiness.audit.actions.payy.policy=required");
        }
        assertThat(kept.read(AuditQuery.oldestFirst(9)).records()).isEmpty();
    }

    private static AuditTrail trail(AuditStore store) {
        return AuditTrail.of(store, origin(), () -> NOW, ACTIONS, 2);
    }

    private static AuditRecord.Origin origin() {
        return new AuditRecord.Origin("clinic", "1.0", "node-1");
    }

    private static void record(AuditTrail trail, String action) {
        trail.record(trail.entry(action).build());
    }

    /** A store that can be away, or hang until its gate is opened. */
    private static final class Gate implements AuditStore {

        private final AuditStore store;
        private final CountDownLatch called = new CountDownLatch(1);
        private volatile boolean away;
        private volatile CountDownLatch open = new CountDownLatch(0);

        Gate(AuditStore store) {
            this.store = store;
        }

        void awaitCall() {
            await().until(() -> called.getCount() == 0);
        }

        @Override
        public void append(AuditRecord entry) {
            called.countDown();
            if (away) {
                throw new AuditStoreException("away", null);
            }
            try {
                open.await();
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
            store.append(entry);
        }

        @Override
        public AuditPage read(AuditQuery query) {
            return store.read(query);
        }

        @Override
        public boolean isDurable() {
            return true;
        }
    }
}
