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
 * addresses are grouped by their /64 network, since one client has all of it. Immutable.
 */
public final class ClientAddresses {

    private static final int MAX_HOPS = 32;

    private final List<IpRange> trusted;
    private final ForwardingHeader header;

    private ClientAddresses(List<IpRange> trusted, ForwardingHeader header) {
        this.trusted = trusted;
        this.header = header;
    }

    /** Returns a finder that trusts nobody: the client is whoever opened the connection. */
    public static ClientAddresses ofPeers() {
        return new ClientAddresses(List.of(), ForwardingHeader.X_FORWARDED_FOR);
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
        return new ClientAddresses(ranges, header);
    }

    /**
     * Returns the address of the client, or its network. Never throws for what a client sent.
     *
     * @param peer address of whoever opened the connection
     * @param headerLines gives the lines of a header, in the order of the request
     */
    public String find(String peer, Function<String, List<String>> headerLines) {
        Optional<IpAddress> address = IpAddress.parse(peer);
        if (address.isEmpty()) {
            return peer;
        }
        return isTrusted(address.get())
                ? walk(address.get(), headerLines).group()
                : address.get().group();
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
