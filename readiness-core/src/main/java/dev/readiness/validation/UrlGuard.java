package dev.readiness.validation;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which addresses the server may fetch on behalf of a caller, so that nobody reaches the machine itself, its private
 * network or a cloud's metadata service through it (server-side request forgery, ASVS 5.0 1.3.6).
 *
 * <p>A check of the address alone loses against a name that resolves differently a moment later. Give {@link #resolve} to
 * the client that connects, where it takes a resolver (Apache HttpClient's {@code DnsResolver}, OkHttp's {@code Dns}, a Netty
 * resolver), so that what was checked is what is connected to; let the client follow no redirect by itself, and ask {@link #redirect} about each
 * one. What cannot be told apart by address, such as a public proxy into your network, it cannot see.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class UrlGuard {

    private static final int MAX_LENGTH = 2048;

    private final Set<String> schemes;

    private final Set<Integer> ports;

    private final Resolver resolver;

    /** Where host names become addresses. */
    @FunctionalInterface
    public interface Resolver {

        /**
         * Returns the addresses of {@code host}, at least one.
         *
         * @throws UnknownHostException if it has none
         */
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private UrlGuard(Set<String> schemes, Set<Integer> ports, Resolver resolver) {
        this.schemes = Set.copyOf(schemes);
        this.ports = Set.copyOf(ports);
        this.resolver = resolver;
    }

    /** Returns a guard that admits {@code https} on port 443 to public addresses. */
    public static UrlGuard httpsOnly() {
        return allowing(Set.of("https"), Set.of(443));
    }

    /**
     * Returns a guard that admits {@code schemes} on {@code ports} to public addresses.
     *
     * @param schemes in lower case, {@code http} and {@code https} only
     */
    public static UrlGuard allowing(Set<String> schemes, Set<Integer> ports) {
        if (schemes.isEmpty() || !Set.of("http", "https").containsAll(schemes)) {
            throw new IllegalArgumentException("'schemes' must be of http and https but is " + schemes);
        }
        return new UrlGuard(schemes, ports, InetAddress::getAllByName);
    }

    /** Returns a copy that asks {@code newResolver} for addresses. */
    public UrlGuard resolvingWith(Resolver newResolver) {
        return new UrlGuard(schemes, ports, newResolver);
    }

    /** Returns whether {@code url} may be fetched: its spelling is admitted and so is every address of its host. */
    public boolean admits(String url) {
        String host = hostOf(url);
        if (host == null) {
            return false;
        }
        try {
            return resolve(host).length > 0;
        } catch (UnknownHostException ex) {
            return false;
        }
    }

    /** Returns whether nothing in the spelling of {@code url} speaks against it; no name is resolved. */
    public boolean admitsSpelling(String url) {
        return hostOf(url) != null;
    }

    /**
     * Returns where a redirect leads if it may be followed, and nothing otherwise: to an address that is not admitted, or from
     * {@code https} to {@code http}.
     *
     * @param from what answered with the redirect
     * @param location its {@code Location}, which may be relative to {@code from}
     */
    public Optional<URI> redirect(URI from, String location) {
        if (location.length() > MAX_LENGTH || !location.chars().allMatch(UrlGuard::isPlain)) {
            return Optional.empty();
        }
        try {
            URI target = from.resolve(new URI(location));
            boolean isSafer =
                    !"https".equalsIgnoreCase(from.getScheme()) || "https".equalsIgnoreCase(target.getScheme());
            return isSafer && admits(target.toString()) ? Optional.of(target) : Optional.empty();
        } catch (URISyntaxException ex) {
            return Optional.empty();
        }
    }

    /**
     * Returns the addresses of {@code host} if every one of them is public.
     *
     * @throws UnknownHostException if the host has none, or one that may not be connected to; the message does not say which
     */
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = resolver.resolve(host);
        if (addresses.length == 0 || !Stream.of(addresses).allMatch(PublicAddresses::contain)) {
            throw new UnknownHostException("The host must have public addresses only");
        }
        return addresses;
    }

    private @Nullable String hostOf(String url) {
        if (url.length() > MAX_LENGTH || !url.chars().allMatch(UrlGuard::isPlain)) {
            return null;
        }
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean plain =
                    schemes.contains(scheme) && uri.getRawUserInfo() == null && isAllowed(uri.getPort(), scheme);
            return plain && uri.getHost() != null ? admittedHost(uri.getHost()) : null;
        } catch (URISyntaxException ex) {
            return null;
        }
    }

    /** Printable ASCII without the backslash, which browsers and some clients take for a slash. */
    private static boolean isPlain(int character) {
        return character > ' ' && character < 0x7F && character != '\\';
    }

    private boolean isAllowed(int port, String scheme) {
        int effective = port >= 0 ? port : scheme.equals("https") ? 443 : 80;
        return ports.contains(effective);
    }

    private static @Nullable String admittedHost(String host) {
        if (host.startsWith("[")) {
            return PublicAddresses.containLiteral(host.substring(1, host.length() - 1)) ? host : null;
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        List<String> labels = List.of(name.split("\\.", -1));
        if (endsInNumber(labels)) {
            return isCanonicalV4(labels) && PublicAddresses.containLiteral(name) ? name : null;
        }
        boolean publicName = labels.size() > 1 && !isInternal(name.toLowerCase(Locale.ROOT));
        return publicName && isWellFormed(name) ? name : null;
    }

    /** The rule by which browsers tell an address from a name (WHATWG URL, "ends in a number"). */
    private static boolean endsInNumber(List<String> labels) {
        String last = labels.get(labels.size() - 1).toLowerCase(Locale.ROOT);
        boolean digits = !last.isEmpty() && last.chars().allMatch(character -> character >= '0' && character <= '9');
        return digits || last.startsWith("0x");
    }

    /** Four decimal numbers without a leading zero: every other spelling is read differently by different clients. */
    private static boolean isCanonicalV4(List<String> labels) {
        return labels.size() == 4 && labels.stream().allMatch(UrlGuard::isDecimalByte);
    }

    private static boolean isDecimalByte(String label) {
        boolean plain = !label.isEmpty()
                && label.length() <= 3
                && label.chars().allMatch(character -> character >= '0' && character <= '9')
                && (label.length() == 1 || label.charAt(0) != '0');
        return plain && Integer.parseInt(label) <= 255;
    }

    /** Names that never mean a public host (RFC 6761, RFC 6762, RFC 9476, and the names of metadata services). */
    private static boolean isInternal(String name) {
        return Stream.of(
                        ".localhost",
                        ".local",
                        ".internal",
                        ".home.arpa",
                        ".test",
                        ".invalid",
                        ".onion",
                        ".alt",
                        ".lan")
                .anyMatch(name::endsWith);
    }

    private static boolean isWellFormed(String name) {
        try {
            return IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES).equalsIgnoreCase(name);
        } catch (IllegalArgumentException ex) {
            return false;
        }
    }
}
