package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a record when the store is away or hangs. */
class AuditPolicyStoreTests {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private final TimeOrderedIds ids = new TimeOrderedIds();
    private final AuditStore kept = AuditStore.inMemory();
    private final Outage outage = new Outage(kept);

    @TempDir
    private Path directory;

    @Test
    void aStoreThatHangsIsGivenUpAfterItsDeadline() {
        CountDownLatch hanging = new CountDownLatch(1);
        AuditStore stuck = new Outage(kept) {
            @Override
            public void append(AuditRecord entry) {
                try {
                    hanging.await();
                } catch (InterruptedException ex) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        try (AuditStore store = AuditStore.withDeadline(stuck, Duration.ofMillis(50))) {
            assertThatExceptionOfType(AuditStoreException.class)
                    .isThrownBy(() -> store.append(entry("a")))
                    .withMessage("The audit store did not answer within PT0.05S (calls=1)");
        }
    }

    @Test
    void aStoreThatHangsForAllItsCallersFailsAtOnce() {
        AuditStore stuck = new Outage(kept) {
            @Override
            public void append(AuditRecord entry) {
                await().forever().until(() -> Thread.currentThread().isInterrupted());
            }
        };
        try (AuditStore store = AuditStore.withDeadline(stuck, Duration.ofMillis(1))) {
            for (int call = 0; call < 32; call++) {
                assertThatExceptionOfType(AuditStoreException.class).isThrownBy(() -> store.append(entry("a")));
            }
            assertThatExceptionOfType(AuditStoreException.class)
                    .isThrownBy(() -> store.append(entry("a")))
                    .withMessageStartingWith("The audit store is stuck");
        }
    }

    @Test
    void theReasonOfAStoreThatFailsIsPassedOn() {
        outage.away = true;
        try (AuditStore store = AuditStore.withDeadline(outage, Duration.ofSeconds(20))) {
            assertThatExceptionOfType(AuditStoreException.class)
                    .isThrownBy(() -> store.append(entry("a")))
                    .withMessage("away");
        }
    }

    @Test
    void whatTheStoreDoesNotTakeIsSpilledAndArrivesInOrderWhenItIsBack() {
        try (AuditStore store = AuditStore.spilling(outage, directory, Duration.ofMillis(20))) {
            store.append(entry("first"));
            outage.away = true;
            store.append(entry("second"));
            store.append(entry("third"));
            assertThat(actions()).containsExactly("first");

            outage.away = false;

            await().untilAsserted(() -> assertThat(actions()).containsExactly("first", "second", "third"));
            await().until(() -> files().isEmpty());
        }
    }

    @Test
    void whatWasSpilledSurvivesARestart() {
        outage.away = true;
        try (AuditStore store = AuditStore.spilling(outage, directory, Duration.ofMinutes(1))) {
            store.append(entry("spilled"));
        }
        outage.away = false;

        try (AuditStore store = AuditStore.spilling(outage, directory, Duration.ofMillis(20))) {
            await().untilAsserted(() -> assertThat(
                            store.read(AuditQuery.oldestFirst(9)).records())
                    .extracting(AuditRecord::action)
                    .containsExactly("spilled"));
        }
    }

    @Test
    void whereNeitherTheStoreNorTheDiskTakesItTheRecordIsRefused() throws Exception {
        outage.away = true;
        Path file = Files.createFile(directory.resolve("no-directory"));
        try (AuditStore store = AuditStore.spilling(outage, file, Duration.ofMinutes(1))) {
            assertThatExceptionOfType(AuditStoreException.class)
                    .isThrownBy(() -> store.append(entry("lost")))
                    .withMessageStartingWith("Cannot open the audit file");
        }
    }

    private List<String> actions() {
        return kept.read(AuditQuery.oldestFirst(9)).records().stream()
                .map(AuditRecord::action)
                .toList();
    }

    private List<Path> files() throws java.io.IOException {
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }

    private AuditRecord entry(String action) {
        return AuditRecord.builder(ids.next(NOW), NOW, action).build();
    }

    /** A store that can be away. */
    private static class Outage implements AuditStore {

        private final AuditStore store;
        private volatile boolean away;

        Outage(AuditStore store) {
            this.store = store;
        }

        @Override
        public void append(AuditRecord entry) {
            if (away) {
                throw new AuditStoreException("away", null);
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
