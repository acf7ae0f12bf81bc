package dev.readiness.audit;

import static dev.readiness.audit.AuditTestDatabase.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Flips every byte of an export and expects the alarm each time. The trail is small by default; {@code -Paudit-attack} takes
 * one of 1,000 records, which is about 400,000 mutations.
 */
class AuditMutationTests {

    private static final int RECORDS = Integer.getInteger("audit.mutated-records", 3);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    private Path export;

    @BeforeEach
    void export() throws IOException {
        TimeOrderedIds ids = new TimeOrderedIds();
        Instant now = Instant.parse("2026-03-01T09:00:00Z");
        MerkleFrontier tree = new MerkleFrontier();
        List<String> lines = new ArrayList<>();
        for (int number = 0; number < RECORDS; number++) {
            String line = AuditJson.write(AuditRecord.builder(ids.next(now), now, "chart.read")
                    .actor(AuditRecord.Actor.user("ann"))
                    .subject("patient-" + number)
                    .target("chart", "c-" + number)
                    .source(new AuditRecord.Source("192.0.2.7", "Mozilla/5.0 (X11; Linux x86_64) Chrome/126.0"))
                    .reason("treatment")
                    .origin(new AuditRecord.Origin("clinic", "1.0", "node-1"))
                    .build());
            lines.add(line);
            tree.append(MerkleHash.ofLeaf(line.getBytes(StandardCharsets.UTF_8)));
        }
        Files.writeString(export.resolve("records.jsonl"), String.join("\n", lines) + "\n");
        Files.writeString(
                export.resolve("checkpoint"),
                SignedCheckpoint.sign(Checkpoint.of("test.example/audit", tree.size(), tree.root()), KEY)
                        .note());
    }

    @Test
    void aTrailThatNobodyTouchedIsValid() {
        assertThat(verify()).isZero();
    }

    /** Which bit is flipped changes with the place, so that each of the eight is tried all along the trail. */
    @Test
    void everyByteOfARecordThatIsFlippedIsSeen() throws IOException {
        assertThat(mutationsOf("records.jsonl")).isGreaterThanOrEqualTo(RECORDS * 360);
    }

    @Test
    void everyByteOfACheckpointThatIsFlippedIsSeen() throws IOException {
        assertThat(mutationsOf("checkpoint")).isGreaterThan(150);
    }

    private int mutationsOf(String name) throws IOException {
        Path file = export.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at++) {
            byte bit = (byte) (1 << at % 8);
            bytes[at] ^= bit;
            Files.write(file, bytes);
            assertThat(verify()).as("%s at %d: %s", name, at, said).isOne();
            bytes[at] ^= bit;
        }
        return bytes.length;
    }

    private int verify() {
        said.reset();
        return VerifyAuditTrail.run(
                List.of(export.toString(), "--key", KEY.verifier().toString()), new PrintStream(said, true));
    }
}
