package dev.readiness.spring.secrets;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.vault.support.VaultResponseSupport;

/**
 * What Vault made for a while.
 *
 * @param id names it when it is extended
 * @param entries what was made, for example a user name and a password
 * @param made when it was made
 * @param length how long it was to last at first
 * @param extendable whether it can be asked to last longer
 * @param since when its present end was agreed upon
 * @param ends when it ends, if nothing extends it
 */
record VaultLease(
        String id,
        Map<String, Object> entries,
        Instant made,
        Duration length,
        boolean extendable,
        Instant since,
        Instant ends) {

    static VaultLease of(String id, VaultResponseSupport<Map<String, Object>> answer, Instant now) {
        Duration length = Duration.ofSeconds(answer.getLeaseDuration());
        return new VaultLease(id, answer.getRequiredData(), now, length, answer.isRenewable(), now, now.plus(length));
    }

    /** Returns the same until {@code granted} after {@code now}. */
    VaultLease extended(Duration granted, Instant now) {
        return new VaultLease(id, entries, made, length, extendable, now, now.plus(granted));
    }

    /** Returns when to do something about its end: a third of the time is left then, for a server that is away. */
    Instant due() {
        return twoThirds(since, Duration.between(since, ends));
    }

    /** Returns whether so little was granted that its last end is near: a server cuts what would exceed the longest time. */
    boolean isAtItsEnd() {
        return Duration.between(since, ends).compareTo(length.dividedBy(2)) < 0;
    }

    static Instant twoThirds(Instant since, Duration length) {
        return since.plus(length.multipliedBy(2).dividedBy(3));
    }

    /** Without what was made. */
    @Override
    public String toString() {
        return "VaultLease[until " + ends + "]";
    }
}
