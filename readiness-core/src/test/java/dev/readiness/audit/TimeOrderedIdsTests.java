package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTests {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private final TimeOrderedIds ids = new TimeOrderedIds();

    @Test
    void increaseWithinAMillisecondAndPastTheEndOfTheCounter() {
        List<UUID> given = Stream.generate(() -> ids.next(NOW)).limit(10_000).toList();

        assertThat(given).isSorted().doesNotHaveDuplicates().allMatch(id -> id.version() == 7 && id.variant() == 2);
    }

    @Test
    void increaseWhenTheClockGoesBack() {
        UUID before = ids.next(NOW);

        assertThat(ids.next(NOW.minusSeconds(60))).isGreaterThan(before);
    }

    @Test
    void beginWithTheTime() {
        assertThat(ids.next(NOW).getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }
}
