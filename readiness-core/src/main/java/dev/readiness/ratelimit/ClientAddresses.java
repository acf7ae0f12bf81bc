package dev.readiness.ratelimit;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address of the client behind trusted proxies.
 *
 * <p>The address of the peer counts unless it belongs to a trusted proxy. Then the one header that the proxies write is read
 * from the right, over trusted addresses, to the first that is not: what a client put there itself stands further left and
 * is never reached. Text that is no address ends the walk. IPv4 addresses written as IPv6 are unwrapped, and IPv6
 * addresses are grouped by their network, a /64 unless said otherwise, since one client has all of it. Immutable.
 */
public final class ClientAddresses {

    /** The network that one client has. */
    public static final int DEFAULT_IPV6_PREFIX = 64;

    private static final int MAX_HOPS = 32;

    private final List<IpRange> trusted;
    private final ForwardingHeader header;
    private final int ipv6Prefix;

    private ClientAddresses(List<IpRange> trusted, ForwardingHeader header, int ipv6Prefix) {
        this.trusted = trusted;
        this.header = header;
        this.ipv6Prefix = ipv6Prefix;
    }

    /** Returns a finder that trusts nobody: the client is whoever opened the connection. */
    public static ClientAddresses ofPeers() {
        return new ClientAddresses(List.of(), ForwardingHeader.X_FORWARDED_FOR, DEFAULT_IPV6_PREFIX);
    }

    /**
     * Returns a finder for an application behind proxies.
     *
     * @param trustedProxies addresses of the proxies, single or in CIDR notation
     * @param header the header that they write; only this one is read, because a proxy that writes one lets the other
     *     through as the client sent it
     * @throws IllegalArgumentException if a range cannot be read or holds everybody
     */
    public static ClientAddresses behind(List<String> trustedProxies, ForwardingHeader header) {
        List<IpRange> ranges = trustedProxies.stream().map(IpRange::parse).toList();
        if (IpRange.holdEverybody(ranges)) {
            throw new IllegalArgumentException("'trustedProxies' must not trust everybody but is " + trustedProxies
                    + ": any client could choose its address");
        }
        return new ClientAddresses(ranges, header, DEFAULT_IPV6_PREFIX);
    }

    /**
     * Returns a finder that groups IPv6 addresses by their first {@code prefix} bits.
     *
     * @throws IllegalArgumentException if that is no network that one client has, of 32 to 128 bits
     */
    public ClientAddresses withIpv6Prefix(int prefix) {
        if (prefix < 32 || prefix > 128) {
            throw new IllegalArgumentException("'ipv6Prefix' must be between 32 and 128 but is " + prefix);
        }
        return new ClientAddresses(trusted, header, prefix);
    }

    /** Returns whether forwarding headers of any peer are read. */
    public boolean trustsAnybody() {
        return !trusted.isEmpty();
    }

    /**
     * Returns the address of the client, or its network. Never throws for what a client sent.
     *
     * @param peer address of whoever opened the connection
     * @param headerLines gives the lines of a header, in the order of the request
     */
    public String find(String peer, Function<String, List<String>> headerLines) {
        if (trusted.isEmpty() && peer.indexOf(':') < 0) {
            return peer;
        }
        IpAddress client = locate(peer, headerLines);
        return client == null ? peer : client.group(ipv6Prefix);
    }

    /** Returns the address as {@link #find} does, but that of an IPv6 client whole. */
    public String findExact(String peer, Function<String, List<String>> headerLines) {
        IpAddress client = locate(peer, headerLines);
        return client == null ? peer : client.toString();
    }

    private @Nullable IpAddress locate(String peer, Function<String, List<String>> headerLines) {
        IpAddress address = IpAddress.parse(peer);
        return address == null || !isTrusted(address) ? address : walk(address, headerLines);
    }

    /** Reads at most the last {@link #MAX_HOPS} hops, so that an endless header costs nothing. */
    private IpAddress walk(IpAddress peer, Function<String, List<String>> headerLines) {
        IpAddress current = peer;
        List<String> lines = headerLines.apply(header.headerName());
        int hops = 0;
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i);
            for (int end = line.length(); end >= 0; hops++) {
                if (hops == MAX_HOPS || !isTrusted(current)) {
                    return current;
                }
                int comma = line.lastIndexOf(',', end - 1);
                IpAddress next = addressIn(line.substring(comma + 1, end));
                if (next == null) {
                    return current;
                }
                current = next;
                end = comma;
            }
        }
        return current;
    }

    private @Nullable IpAddress addressIn(String hop) {
        String address = header.addressIn(hop);
        return address == null ? null : IpAddress.parse(address);
    }

    private boolean isTrusted(IpAddress address) {
        return IpRange.anyContains(trusted, address);
    }
}
