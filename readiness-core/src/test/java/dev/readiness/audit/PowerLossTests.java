package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cuts the power at random moments under 16 writers. Of what was written and not forced, a random part survives: sectors of
 * 512 bytes, in any order, and zeros where one is missing. 100 images by default; {@code -Paudit-durability} takes 100,000.
 */
class PowerLossTests {

    private static final int IMAGES = Integer.getInteger("audit.power-losses", 100);
    private static final int IMAGES_OF_A_MOMENT = 20;
    private static final int WRITERS = 16;
    private static final int SECTOR = 512;
    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private final TimeOrderedIds ids = new TimeOrderedIds();
    private final Set<UUID> attempted = ConcurrentHashMap.newKeySet();
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    private final Random random = new Random(20260301);

    @TempDir
    private Path directory;

    /** What would be found on the disk, and what somebody was told before. */
    private record Moment(byte[] written, int forced, Set<UUID> told) {}

    @Test
    void noRecordThatWasAcknowledgedIsLostAndNoneAppearsThatNobodyWrote() throws Exception {
        int images = 0;
        for (int run = 0; images < IMAGES; run++) {
            for (Moment moment : moments(directory.resolve("run-" + run + ".jsonl"))) {
                for (int image = 0; image < IMAGES_OF_A_MOMENT && images < IMAGES; image++, images++) {
                    requireWhole(moment);
                }
            }
        }
        assertThat(images).isEqualTo(IMAGES);
    }

    private List<Moment> moments(Path file) throws Exception {
        acknowledged.clear(); // What an earlier run was told is in the file of that run.
        List<Moment> moments = new ArrayList<>();
        List<Thread> writers = new ArrayList<>();
        PowerLossFile disk = new PowerLossFile();
        try (AuditStore store = FileAuditStore.open(file, path -> disk)) {
            for (int number = 0; number < WRITERS; number++) {
                writers.add(new Thread(() -> write(store)));
            }
            writers.forEach(Thread::start);
            while (writers.stream().anyMatch(Thread::isAlive)) {
                Set<UUID> told = new HashSet<>(acknowledged);
                moments.add(disk.moment(told));
            }
            for (Thread writer : writers) {
                writer.join();
            }
        }
        return spread(moments, 25);
    }

    private void write(AuditStore store) {
        for (int number = 0; number < 25; number++) {
            AuditRecord entry = AuditRecord.builder(ids.next(NOW), NOW, "chart.read")
                    .subject("patient-" + number)
                    .build();
            attempted.add(entry.id());
            store.append(entry);
            acknowledged.add(entry.id());
        }
    }

    private void requireWhole(Moment moment) throws IOException {
        Path file = Files.createTempFile(directory, "image", ".jsonl");
        Files.write(file, image(moment));
        Set<UUID> found = new HashSet<>();
        try (AuditStore store = AuditStore.file(file)) {
            AuditQuery query = AuditQuery.oldestFirst(AuditQuery.MAX_LIMIT);
            for (boolean more = true; more; ) {
                AuditPage page = store.read(query);
                page.records().forEach(entry -> found.add(entry.id()));
                query = query.after(page.next().orElse(null));
                more = page.next().isPresent();
            }
            store.append(
                    AuditRecord.builder(ids.next(NOW), NOW, "after.the.crash").build());
        }
        assertThat(found).containsAll(moment.told());
        assertThat(attempted).containsAll(found);
        Files.delete(file);
    }

    /** Everything that was forced, and of the rest some sectors. */
    private byte[] image(Moment moment) {
        byte[] image = Arrays.copyOf(moment.written(), survivingLength(moment));
        for (int sector = moment.forced(); sector < image.length; sector += SECTOR - sector % SECTOR) {
            if (random.nextInt(3) == 0) {
                Arrays.fill(image, sector, Math.min(image.length, sector + SECTOR - sector % SECTOR), (byte) 0);
            }
        }
        return image;
    }

    private int survivingLength(Moment moment) {
        return moment.forced() + random.nextInt(moment.written().length - moment.forced() + 1);
    }

    /** Moments with something at stake first: a write that was not forced. */
    private List<Moment> spread(List<Moment> moments, int count) {
        List<Moment> atStake = moments.stream()
                .filter(moment -> moment.written().length > moment.forced())
                .toList();
        List<Moment> chosen = new ArrayList<>();
        for (int number = 0; number < count && !atStake.isEmpty(); number++) {
            chosen.add(atStake.get(random.nextInt(atStake.size())));
        }
        return chosen;
    }

    /** Keeps in memory what a disk would keep. */
    private static final class PowerLossFile implements ForcedFile {

        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private int forced;

        @Override
        public synchronized void write(byte[] bytes) {
            written.writeBytes(bytes);
        }

        @Override
        public void force() {
            Thread.yield(); // A force takes a while, and that is when most power is lost.
            synchronized (this) {
                forced = written.size();
            }
        }

        synchronized Moment moment(Set<UUID> told) {
            return new Moment(written.toByteArray(), forced, told);
        }

        @Override
        public void close() {}
    }
}
