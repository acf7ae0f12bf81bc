package dev.readiness.validation;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** Which addresses belong to the public internet, after the IANA special-purpose registries (RFC 6890 and successors). */
final class PublicAddresses {

    private static final List<Block> SPECIAL_V4 = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.31.196.0/24",
                    "192.52.193.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "192.175.48.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    // Addresses that look public and are a cloud's own: Azure's platform, Alibaba's metadata is in
                    // 100.64/10.
                    "168.63.129.16/32")
            .map(Block::parse)
            .toList();

    /** Everything that is public in version 6 lies here; what carries an address of version 4 is taken out again below. */
    private static final Block GLOBAL_UNICAST = Block.parse("2000::/3");

    private static final List<Block> SPECIAL_V6 = Stream.of(
                    "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20", "3ffe::/16")
            .map(Block::parse)
            .toList();

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return SPECIAL_V4.stream().noneMatch(block -> block.contains(bytes));
        }
        return address instanceof Inet6Address
                && GLOBAL_UNICAST.contains(bytes)
                && SPECIAL_V6.stream().noneMatch(block -> block.contains(bytes));
    }

    /** Returns whether {@code literal}, an address and no name, is public. */
    static boolean containLiteral(String literal) {
        try {
            return literal.indexOf('%') < 0 && contain(InetAddress.getByName(literal));
        } catch (UnknownHostException ex) {
            return false;
        }
    }

    /** Addresses that begin with the same bits. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Block(byte[] network, int bits) {

        static Block parse(String text) {
            int slash = text.indexOf('/');
            try {
                byte[] network = InetAddress.getByName(text.substring(0, slash)).getAddress();
                return new Block(network, Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException ex) {
                throw new IllegalArgumentException("'text' must be an address and a length but is " + text, ex);
            }
        }

        boolean contains(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
