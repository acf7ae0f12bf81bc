package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process with 16 writers, and looks for what it had acknowledged. 2 times by default; {@code -Paudit-durability} does
 * it 200 times.
 */
class KillTests {

    private static final int KILLS = Integer.getInteger("audit.kills", 2);
    private static final int WRITERS = 16;

    private final Random random = new Random();

    @TempDir
    private Path directory;

    @Test
    void noRecordThatWasAcknowledgedIsLostWhenTheProcessIsKilled() throws IOException, InterruptedException {
        for (int kill = 0; kill < KILLS; kill++) {
            Path file = directory.resolve("audit-" + kill + ".jsonl");
            Set<UUID> attempted = new HashSet<>();
            Set<UUID> acknowledged = new HashSet<>();
            writeUntilKilled(file, 200 + random.nextInt(2_000), attempted, acknowledged);

            Set<UUID> found = read(file);

            assertThat(acknowledged).isNotEmpty();
            assertThat(found).containsAll(acknowledged);
            assertThat(attempted).containsAll(found);
        }
    }

    private void writeUntilKilled(Path file, int lines, Set<UUID> attempted, Set<UUID> acknowledged)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writers.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            int seen = 0;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (++seen == lines) {
                    process.toHandle().destroyForcibly(); // Not the process, which would close what it has said.
                }
                note(line, attempted, acknowledged);
            }
        }
        process.waitFor();
    }

    /** The last line may be cut off. */
    private static void note(String line, Set<UUID> attempted, Set<UUID> acknowledged) {
        if (line.length() == 37) {
            (line.charAt(0) == '?' ? attempted : acknowledged).add(UUID.fromString(line.substring(1)));
        }
    }

    private static Set<UUID> read(Path file) {
        Set<UUID> found = new HashSet<>();
        try (AuditStore store = AuditStore.file(file)) {
            AuditQuery query = AuditQuery.oldestFirst(AuditQuery.MAX_LIMIT);
            for (boolean more = true; more; ) {
                AuditPage page = store.read(query);
                page.records().forEach(entry -> found.add(entry.id()));
                query = query.after(page.next().orElse(null));
                more = page.next().isPresent();
            }
        }
        return found;
    }

    /** The process that is killed. It says which record it is about to write, and which was acknowledged. */
    static final class Writers {

        private static final TimeOrderedIds IDS = new TimeOrderedIds();

        private Writers() {}

        public static void main(String[] args) {
            AuditStore store = AuditStore.file(Path.of(args[0]));
            for (int number = 0; number < WRITERS; number++) {
                new Thread(() -> write(store, System.out)).start();
            }
        }

        private static void write(AuditStore store, PrintStream out) {
            while (true) {
                var now = InstantSource.system().instant();
                AuditRecord entry =
                        AuditRecord.builder(IDS.next(now), now, "chart.read").build();
                out.println("?" + entry.id());
                store.append(entry);
                out.println("!" + entry.id());
            }
        }
    }
}
