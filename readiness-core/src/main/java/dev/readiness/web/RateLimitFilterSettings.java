package dev.readiness.web;

import dev.readiness.ratelimit.AddressRanges;
import dev.readiness.ratelimit.ClientAddresses;
import dev.readiness.ratelimit.RateLimitObservations;
import java.util.List;
import java.util.Objects;

/**
 * What the filters of rate limits need beside the rules.
 *
 * @param addresses finds the address of a client
 * @param allowed whose requests are not counted
 * @param blocked whose requests are refused with 403, whatever is left
 * @param fields to whom limits are told
 * @param observations takes what tells of a wrong set-up
 */
public record RateLimitFilterSettings(
        ClientAddresses addresses,
        AddressRanges allowed,
        AddressRanges blocked,
        Fields fields,
        RateLimitObservations observations) {

    /** To whom the fields {@code RateLimit} and {@code RateLimit-Policy} tell limits; {@code Retry-After} is for everybody. */
    public enum Fields {
        /** To everybody. */
        ALL,
        /** To callers who are logged in. */
        AUTHENTICATED,
        /** To nobody. */
        NONE
    }

    /** Checks that the parts are there. */
    public RateLimitFilterSettings {
        Objects.requireNonNull(addresses, "addresses");
        Objects.requireNonNull(allowed, "allowed");
        Objects.requireNonNull(blocked, "blocked");
        Objects.requireNonNull(fields, "fields");
        Objects.requireNonNull(observations, "observations");
    }

    /** Returns settings without lists of addresses that tell everybody the limits. */
    public static RateLimitFilterSettings of(ClientAddresses addresses) {
        AddressRanges nobody = AddressRanges.of(List.of());
        return new RateLimitFilterSettings(addresses, nobody, nobody, Fields.ALL, new RateLimitObservations());
    }

    /** Returns the same settings with a list of addresses that are not counted and one of those that are kept out. */
    public RateLimitFilterSettings withLists(AddressRanges letThrough, AddressRanges keptOut) {
        return new RateLimitFilterSettings(addresses, letThrough, keptOut, fields, observations);
    }

    /** Returns the same settings that tell limits to others. */
    public RateLimitFilterSettings withFields(Fields others) {
        return new RateLimitFilterSettings(addresses, allowed, blocked, others, observations);
    }

    /** Returns whether there is an address in one of the lists. */
    public boolean isListed() {
        return !allowed.isEmpty() || !blocked.isEmpty();
    }

    /** Returns whether limits are told to a caller. */
    public boolean tells(boolean loggedIn) {
        return fields == Fields.ALL || (fields == Fields.AUTHENTICATED && loggedIn);
    }

    /** Returns what the lists say of a client. */
    public Standing standing(String exactAddress) {
        if (blocked.contains(exactAddress)) {
            return Standing.BLOCKED;
        }
        return allowed.contains(exactAddress) ? Standing.ALLOWED : Standing.COUNTED;
    }

    /** What the lists say of a client; who is in both is kept out. */
    public enum Standing {
        /** It is in no list. */
        COUNTED,
        /** It is not counted. */
        ALLOWED,
        /** It is kept out. */
        BLOCKED
    }
}
