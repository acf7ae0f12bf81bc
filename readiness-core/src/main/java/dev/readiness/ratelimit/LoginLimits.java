package dev.readiness.ratelimit;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How many logins may fail.
 *
 * @param account failures of one account
 * @param address failures from one client address, whatever the accounts, if they are limited
 * @param spray accounts at which one password may fail, if they are limited: whoever tries a common password at every account
 *     stays below the other two
 * @param penalty what happens to an address that goes on after it was refused, if anything does
 */
public record LoginLimits(
        RateLimit account, Optional<RateLimit> address, Optional<RateLimit> spray, Optional<Penalty> penalty) {

    /** Checks that the parts are there. */
    public LoginLimits {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(spray, "spray");
        Objects.requireNonNull(penalty, "penalty");
    }

    /** Returns limits for each account only. */
    public static LoginLimits of(RateLimit account) {
        return new LoginLimits(account, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * A ban for an address. An account is never banned: that would let anybody lock its owner out.
     *
     * @param refusals refusals that an address may collect in a period without being banned
     * @param ban how long no login of the address is looked at
     */
    public record Penalty(RateLimit refusals, Duration ban) {

        /** Checks that a ban takes between a second and a month. */
        public Penalty {
            Objects.requireNonNull(refusals, "refusals");
            if (ban.compareTo(Duration.ofSeconds(1)) < 0 || ban.compareTo(Duration.ofDays(31)) > 0) {
                throw new IllegalArgumentException("'ban' must be between 1s and 31d but is " + ban);
            }
        }
    }
}
