package dev.readiness.observability;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The value of a {@code traceparent} field, as in <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>, level 1:
 * which trace a call belongs to, and which step of it made the call.
 *
 * @param traceId 32 digits of lower-case hexadecimal, not all of them zero
 * @param parentId 16 digits of lower-case hexadecimal, not all of them zero
 * @param flags two digits of lower-case hexadecimal; the lowest bit says that the trace is recorded
 */
record TraceParent(String traceId, String parentId, String flags) {

    private static final int LENGTH = 55;

    /** Ids are no secrets, but ids that can be guessed let a caller join the trace of somebody else. */
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Returns a trace that begins here and that nobody has decided to record. */
    static TraceParent random() {
        return new TraceParent(randomId(16), randomId(8), "00");
    }

    static TraceParent inTrace(String traceId) {
        return new TraceParent(traceId, randomId(8), "00");
    }

    /** Returns what {@code value} says, or nothing if it is not well formed; never throws. */
    static Optional<TraceParent> parse(String value) {
        if (value.length() < LENGTH
                || value.charAt(2) != '-'
                || value.charAt(35) != '-'
                || value.charAt(52) != '-'
                || !isHex(value, 0, 2)
                || !isHex(value, 53, LENGTH)) {
            return Optional.empty();
        }
        String version = value.substring(0, 2);
        // A later version may append fields, version 00 may not, and ff is no version.
        if (version.equals("ff")
                || (value.length() > LENGTH && (version.equals("00") || value.charAt(LENGTH) != '-'))) {
            return Optional.empty();
        }
        String traceId = value.substring(3, 35);
        String parentId = value.substring(36, 52);
        return isTraceId(traceId) && isId(parentId, 16)
                ? Optional.of(new TraceParent(traceId, parentId, value.substring(53, LENGTH)))
                : Optional.empty();
    }

    static boolean isTraceId(String value) {
        return isId(value, 32);
    }

    /** Returns the value for a field of a call, in version 00. */
    String field() {
        return "00-" + traceId + "-" + parentId + "-" + flags;
    }

    private static boolean isId(String value, int length) {
        return value.length() == length
                && isHex(value, 0, length)
                && value.chars().anyMatch(digit -> digit != '0');
    }

    private static boolean isHex(String value, int from, int to) {
        for (int index = from; index < to; index++) {
            char digit = value.charAt(index);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static String randomId(int bytes) {
        byte[] id = new byte[bytes];
        RANDOM.nextBytes(id);
        id[0] |= 1; // never all zero
        return HexFormat.of().formatHex(id);
    }
}
