package dev.readiness.ratelimit;

import java.util.Optional;

/** A range of addresses in CIDR notation. */
record IpRange(IpAddress network, int prefix) {

    static IpRange parse(String text) {
        int slash = text.indexOf('/');
        Optional<IpAddress> network = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (network.isEmpty()) {
            throw unreadable(text);
        }
        int bits = network.get().bits();
        return new IpRange(network.get(), slash < 0 ? bits : prefix(text, slash, bits));
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
}
