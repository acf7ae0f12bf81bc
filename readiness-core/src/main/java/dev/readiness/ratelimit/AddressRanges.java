package dev.readiness.ratelimit;

import java.util.List;

/** Ranges of addresses, for a list of those who are let through or kept out. Immutable. */
public final class AddressRanges {

    private final List<IpRange> ranges;

    private AddressRanges(List<IpRange> ranges) {
        this.ranges = ranges;
    }

    /**
     * Returns the ranges that {@code texts} describe, single addresses or in CIDR notation.
     *
     * @throws IllegalArgumentException if one cannot be read
     */
    public static AddressRanges of(List<String> texts) {
        return new AddressRanges(texts.stream().map(IpRange::parse).toList());
    }

    /** Returns whether no address is in here. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Returns whether {@code address} is in one of the ranges; text that is no address is in none. */
    public boolean contains(String address) {
        if (ranges.isEmpty()) {
            return false;
        }
        IpAddress parsed = IpAddress.parse(address);
        return parsed != null && IpRange.anyContains(ranges, parsed);
    }
}
