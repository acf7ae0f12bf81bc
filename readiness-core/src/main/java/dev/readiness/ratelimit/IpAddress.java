package dev.readiness.ratelimit;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address, read from text without asking a name server; IPv4 addresses written as IPv6 are unwrapped.
 *
 * @param isV4 whether it is an IPv4 address, whose bits are the first of {@code high}
 * @param high first 64 bits
 * @param low last 64 bits
 */
record IpAddress(boolean isV4, long high, long low) {

    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private static final int V4_BITS = 32;

    /** Returns the address that {@code text} is, with or without brackets, zone and port, or null if it is none. */
    static @Nullable IpAddress parse(String text) {
        String host = host(text.strip());
        if (host.indexOf(':') < 0) {
            long v4 = v4(host);
            return v4 < 0 ? null : new IpAddress(true, v4 << V4_BITS, 0);
        }
        return V6.matcher(host).matches() ? v6(host) : null;
    }

    private static String host(String text) {
        String host = text;
        int colon = host.indexOf(':');
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            host = end < 0 ? "" : host.substring(1, end);
        } else if (colon >= 0 && colon == host.lastIndexOf(':')) {
            host = host.substring(0, colon);
        }
        int zone = host.indexOf('%');
        return zone < 0 ? host : host.substring(0, zone);
    }

    /** Returns the 32 bits of four numbers up to 255, of one to three digits each, or -1. */
    private static long v4(String text) {
        long bits = 0;
        int dots = 0;
        int digits = 0;
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' && digits < 3) {
                number = number * 10 + (c - '0');
                digits++;
            } else if (c == '.' && digits > 0 && number <= 255 && dots < 3) {
                bits = bits << 8 | number;
                dots++;
                digits = 0;
                number = 0;
            } else {
                return -1;
            }
        }
        return dots == 3 && digits > 0 && number <= 255 ? bits << 8 | number : -1;
    }

    private static @Nullable IpAddress v6(String text) {
        try {
            InetAddress address = InetAddress.getByName(text);
            ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
            return address instanceof Inet4Address
                    ? new IpAddress(true, (long) bytes.getInt() << V4_BITS, 0)
                    : new IpAddress(false, bytes.getLong(), bytes.getLong());
        } catch (UnknownHostException ex) {
            return null;
        }
    }

    int bits() {
        return isV4 ? V4_BITS : 2 * Long.SIZE;
    }

    /** Returns whether the first {@code bits} are the same. */
    boolean startsLike(IpAddress other, int bits) {
        return isV4 == other.isV4
                && ((high ^ other.high) & mask(bits)) == 0
                && ((low ^ other.low) & mask(bits - Long.SIZE)) == 0;
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1 : -1L << (Long.SIZE - bits);
    }

    /** Returns what one client is told by: an IPv4 address, or the network of an IPv6 address. */
    String group(int prefix) {
        return isV4 ? toString() : masked(prefix) + "/" + prefix;
    }

    /** Returns the first address that begins with the same bits. */
    IpAddress masked(int bits) {
        return new IpAddress(isV4, high & mask(bits), low & mask(bits - Long.SIZE));
    }

    /** Returns the address without port and zone. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(isV4 ? 15 : 39);
        for (int i = 0; i < (isV4 ? 4 : 8); i++) {
            text.append(i == 0 ? "" : isV4 ? "." : ":");
            if (isV4) {
                text.append(high >>> (56 - 8 * i) & 0xFF);
            } else {
                text.append(Long.toHexString((i < 4 ? high : low) >>> (48 - 16 * (i & 3)) & 0xFFFF));
            }
        }
        return text.toString();
    }
}
