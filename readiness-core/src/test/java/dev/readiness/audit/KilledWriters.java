package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A process with 16 writers that says which record it is about to write, and which was acknowledged, and that is killed.
 *
 * @param attempted what it was about to write
 * @param acknowledged what it was told is stored
 */
record KilledWriters(Set<UUID> attempted, Set<UUID> acknowledged) {

    private static final int WRITERS = 16;
    private static final TimeOrderedIds IDS = new TimeOrderedIds();

    /** Runs {@code main} until it has said {@code lines} lines. */
    static KilledWriters run(Class<?> main, int lines, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        KilledWriters writers = new KilledWriters(new HashSet<>(), new HashSet<>());
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            int seen = 0;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (++seen == lines) {
                    process.toHandle().destroyForcibly(); // Not the process, which would close what it has said.
                }
                writers.note(line);
            }
        }
        process.waitFor();
        return writers;
    }

    /** What the process does: writes, for ever. */
    static void write(Consumer<AuditRecord> store) {
        for (int number = 0; number < WRITERS; number++) {
            new Thread(() -> {
                        while (true) {
                            var now = InstantSource.system().instant();
                            AuditRecord entry = AuditRecord.builder(IDS.next(now), now, "chart.read")
                                    .build();
                            System.out.println("?" + entry.id());
                            store.accept(entry);
                            System.out.println("!" + entry.id());
                        }
                    })
                    .start();
        }
    }

    /** Requires that all that was acknowledged was {@code found}, and nothing that nobody wrote. */
    void requireAllIn(Set<UUID> found) {
        assertThat(acknowledged).isNotEmpty();
        assertThat(found).containsAll(acknowledged);
        assertThat(attempted).containsAll(found);
    }

    /** The last line may be cut off. */
    private void note(String line) {
        if (line.length() == 37 && (line.charAt(0) == '?' || line.charAt(0) == '!')) {
            (line.charAt(0) == '?' ? attempted : acknowledged).add(UUID.fromString(line.substring(1)));
        }
    }
}
