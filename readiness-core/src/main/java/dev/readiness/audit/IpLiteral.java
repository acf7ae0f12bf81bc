package dev.readiness.audit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Tells addresses from what only looks like one: a field for addresses of OCSF or Elasticsearch takes nothing else, and
 * Elasticsearch refuses the whole document then. Looks nothing up.
 */
final class IpLiteral {

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);
    private static final Pattern LIKE_V6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private IpLiteral() {}

    /** Returns whether {@code text} is an address of version 4 or 6, without a zone or a port. */
    static boolean is(String text) {
        return V4.matcher(text).matches() || (text.indexOf(':') >= 0 && isV6(text));
    }

    private static boolean isV6(String text) {
        try {
            // In brackets it is parsed and never looked up.
            return LIKE_V6.matcher(text).matches() && InetAddress.getByName("[" + text + "]") != null;
        } catch (UnknownHostException ex) {
            return false;
        }
    }
}
