package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAuditStoreTests extends AuditStoreContract {

    private final TimeOrderedIds ids = new TimeOrderedIds();

    @TempDir
    private Path directory;

    @Override
    protected AuditStore createStore() {
        return AuditStore.file(directory.resolve("contract.jsonl"));
    }

    @Test
    void keepsItsRecordsOverARestart() {
        write("first", "second");

        assertThat(actions()).containsExactly("first", "second");
    }

    @Test
    void opensAfterACrashAtEveryByteOfTheLastRecordAndKeepsAllThatWasAcknowledged() throws IOException {
        write("first", "second");
        byte[] whole = Files.readAllBytes(file());
        String text = new String(whole, StandardCharsets.US_ASCII);
        int first = text.indexOf('\n', text.indexOf('\n') + 1) + 1;
        int second = text.indexOf('\n', text.indexOf('\n', first) + 1) + 1;

        for (int length = first; length < second; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertThat(actions()).as("cut at %d", length).containsExactly("first");
        }
    }

    @Test
    void appendsAfterATornTailWasCut() throws IOException {
        write("first");
        Files.writeString(file(), "0badc0de 99 {\"id\"", StandardOpenOption.APPEND);

        write("second");

        assertThat(actions()).containsExactly("first", "second");
    }

    @Test
    void keepsWhatItCutBesideTheFile() throws IOException {
        write("first");
        long whole = Files.size(file());
        Files.writeString(file(), "torn", StandardOpenOption.APPEND);

        actions();

        assertThat(directory.resolve("audit.jsonl.torn-" + whole)).hasContent("torn");
    }

    @Test
    void refusesToOpenAFileThatIsDamagedInTheMiddleAndLeavesItAlone() throws IOException {
        write("first", "second");
        byte[] bytes = Files.readAllBytes(file());
        bytes[70] ^= 1;
        Files.write(file(), bytes);

        assertThatExceptionOfType(AuditStoreException.class)
                .isThrownBy(this::actions)
                .withMessageContaining("is damaged at byte 24, and records that were written later follow");
        assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
    }

    @Test
    void refusesToOpenAFileThatAnotherStoreHasOpen() {
        try (AuditStore first = AuditStore.file(file())) {
            assertThat(first.isDurable()).isTrue();
            assertThatExceptionOfType(AuditStoreException.class)
                    .isThrownBy(() -> AuditStore.file(file()))
                    .withMessageContaining("is in use");
        }
    }

    @Test
    void refusesARecordWhenSomebodyRemovedTheFile() throws IOException {
        try (AuditStore store = AuditStore.file(file())) {
            Files.delete(file());

            assertThatExceptionOfType(AuditStoreException.class)
                    .isThrownBy(() -> store.append(entry("lost")))
                    .withMessageContaining("is gone");
        }
    }

    @Test
    void stillStoresRecordsAfterAThreadWasInterrupted() {
        try (AuditStore store = AuditStore.file(file())) {
            Thread.currentThread().interrupt();
            store.append(entry("interrupted"));
            assertThat(Thread.interrupted()).isTrue();
            store.append(entry("next"));

            assertThat(store.read(AuditQuery.oldestFirst(9)).records()).hasSize(2);
        }
    }

    private void write(String... actions) {
        try (AuditStore store = AuditStore.file(file())) {
            for (String action : actions) {
                store.append(entry(action));
            }
        }
    }

    private List<String> actions() {
        try (AuditStore store = AuditStore.file(file())) {
            return store.read(AuditQuery.oldestFirst(100)).records().stream()
                    .map(AuditRecord::action)
                    .toList();
        }
    }

    private AuditRecord entry(String action) {
        Instant time = Instant.parse("2026-03-01T09:00:00Z");
        return AuditRecord.builder(ids.next(time), time, action).build();
    }

    private Path file() {
        return directory.resolve("audit.jsonl");
    }
}
