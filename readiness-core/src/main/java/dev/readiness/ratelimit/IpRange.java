package dev.readiness.ratelimit;

import java.util.List;
import java.util.stream.Stream;

/** A range of addresses in CIDR notation. */
record IpRange(IpAddress network, int prefix) {

    static IpRange parse(String text) {
        int slash = text.indexOf('/');
        IpAddress network = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (network == null) {
            throw unreadable(text);
        }
        int bits = network.bits();
        return new IpRange(network, slash < 0 ? bits : prefix(text, slash, bits));
    }

    /** Returns whether {@code ranges} together hold all addresses of one kind, such as 0.0.0.0/1 and 128.0.0.0/1. */
    static boolean holdEverybody(List<IpRange> ranges) {
        return Stream.of(true, false).anyMatch(v4 -> {
            List<IpRange> kind = ranges.stream()
                    .filter(range -> range.network().isV4() == v4)
                    .map(range -> new IpRange(range.network().masked(range.prefix()), range.prefix()))
                    .distinct()
                    .toList();
            // A range within another one adds nothing; what is left does not overlap.
            double share = kind.stream()
                    .filter(range -> kind.stream().noneMatch(other -> other.isWiderThan(range)))
                    .mapToDouble(range -> Math.scalb(1.0, -range.prefix()))
                    .sum();
            return share >= 1;
        });
    }

    private boolean isWiderThan(IpRange other) {
        return prefix < other.prefix && contains(other.network);
    }

    private static int prefix(String text, int slash, int bits) {
        try {
            int prefix = Integer.parseInt(text.substring(slash + 1).strip());
            if (prefix >= 0 && prefix <= bits) {
                return prefix;
            }
        } catch (NumberFormatException ex) {
            // said below, with the whole text
        }
        throw unreadable(text);
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is not a range of addresses; write for example 10.0.0.0/8, 192.0.2.7 or 2001:db8::/32");
    }

    boolean contains(IpAddress address) {
        return address.startsLike(network, prefix);
    }

    static boolean anyContains(List<IpRange> ranges, IpAddress address) {
        for (int i = 0; i < ranges.size(); i++) {
            if (ranges.get(i).contains(address)) {
                return true;
            }
        }
        return false;
    }
}
