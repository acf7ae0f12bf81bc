package dev.readiness.ratelimit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** An address, read from text without asking a name server; IPv4 addresses written as IPv6 are unwrapped. */
final class IpAddress {

    private static final Pattern V4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)");

    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private final byte[] bytes;

    private IpAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the address that {@code text} is, with or without brackets, zone and port. */
    static Optional<IpAddress> parse(String text) {
        String host = host(text.strip());
        boolean literal = V4.matcher(host).matches()
                || (host.indexOf(':') >= 0 && V6.matcher(host).matches());
        if (!literal) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IpAddress(InetAddress.getByName(host).getAddress()));
        } catch (UnknownHostException ex) {
            return Optional.empty();
        }
    }

    private static String host(String text) {
        String host = text;
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            host = end < 0 ? "" : host.substring(1, end);
        } else if (host.indexOf(':') >= 0 && host.indexOf(':') == host.lastIndexOf(':')) {
            host = host.substring(0, host.indexOf(':'));
        }
        int zone = host.indexOf('%');
        return zone < 0 ? host : host.substring(0, zone);
    }

    int bits() {
        return bytes.length * 8;
    }

    /** Returns whether the first {@code bits} are the same. */
    boolean startsLike(IpAddress other, int bits) {
        if (bytes.length != other.bytes.length) {
            return false;
        }
        return Arrays.equals(masked(bits), other.masked(bits));
    }

    /** Returns what one client is told by: an IPv4 address, or the network of an IPv6 address. */
    String group(int prefix) {
        return bytes.length == 4 ? text(bytes) : text(masked(prefix)) + "/" + prefix;
    }

    /** Returns the address without port and zone. */
    @Override
    public String toString() {
        return text(bytes);
    }

    private byte[] masked(int bits) {
        byte[] masked = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.max(0, Math.min(8, bits - i * 8));
            masked[i] = (byte) (bytes[i] & (0xFF << (8 - kept)));
        }
        return masked;
    }

    private static String text(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException ex) {
            throw new IllegalStateException("An address has 4 or 16 bytes but this has " + bytes.length, ex);
        }
    }
}
