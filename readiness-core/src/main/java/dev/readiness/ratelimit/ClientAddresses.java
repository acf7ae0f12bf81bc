package dev.readiness.ratelimit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
        if (ranges.stream().anyMatch(range -> range.prefix() == 0)) {
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
        return locate(peer, headerLines)
                .map(address -> address.group(ipv6Prefix))
                .orElse(peer);
    }

    /** Returns the address as {@link #find} does, but that of an IPv6 client whole. */
    public String findExact(String peer, Function<String, List<String>> headerLines) {
        return locate(peer, headerLines).map(IpAddress::toString).orElse(peer);
    }

    private Optional<IpAddress> locate(String peer, Function<String, List<String>> headerLines) {
        return IpAddress.parse(peer).map(address -> isTrusted(address) ? walk(address, headerLines) : address);
    }

    private IpAddress walk(IpAddress peer, Function<String, List<String>> headerLines) {
        IpAddress current = peer;
        List<String> hops = hops(headerLines.apply(header.headerName()));
        for (int i = hops.size() - 1; i >= 0 && isTrusted(current); i--) {
            Optional<IpAddress> next = header.addressIn(hops.get(i)).flatMap(IpAddress::parse);
            if (next.isEmpty()) {
                return current;
            }
            current = next.get();
        }
        return current;
    }

    /** Returns the last hops of the header, at most {@link #MAX_HOPS}, so that an endless header costs nothing. */
    private static List<String> hops(List<String> lines) {
        List<String> last = new ArrayList<>();
        for (int line = lines.size() - 1; line >= 0; line--) {
            String rest = lines.get(line);
            while (last.size() < MAX_HOPS) {
                int comma = rest.lastIndexOf(',');
                last.add(0, rest.substring(comma + 1));
                if (comma < 0) {
                    break;
                }
                rest = rest.substring(0, comma);
            }
        }
        return last;
    }

    private boolean isTrusted(IpAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }
}
