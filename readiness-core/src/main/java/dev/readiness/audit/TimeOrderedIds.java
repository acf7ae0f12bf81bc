package dev.readiness.audit;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Gives out UUIDs of version 7 (RFC 9562) that always increase, also within a millisecond and when the clock goes back.
 *
 * <p>Safe for use by many threads.
 */
final class TimeOrderedIds {

    private static final int COUNTER_END = 1 << 12;

    private final SecureRandom random = new SecureRandom();

    private long lastMillis;
    private int counter;

    UUID next(Instant time) {
        long randomBits = random.nextLong();
        return new UUID(timeAndCounter(time.toEpochMilli()), (randomBits >>> 2) | 0x8000_0000_0000_0000L);
    }

    private synchronized long timeAndCounter(long millis) {
        if (millis > lastMillis) {
            lastMillis = millis;
            counter = 0;
        } else if (++counter == COUNTER_END) {
            lastMillis++;
            counter = 0;
        }
        return (lastMillis << 16) | 0x7000L | counter;
    }
}
