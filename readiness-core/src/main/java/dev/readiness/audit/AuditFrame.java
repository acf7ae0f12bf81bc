package dev.readiness.audit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * One line of an audit file: CRC-32C and length of the JSON text, then the text. Readable by people and by {@code grep},
 * and yet a line that was not written whole is recognised.
 */
final class AuditFrame {

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{8}) ([0-9]{1,9}) (\\{.*})");

    private static final String BATCH = "{\"batch\":1}";

    private AuditFrame() {}

    /** Returns the line that begins a batch. */
    static byte[] batch() {
        return encode(BATCH);
    }

    static boolean isBatch(String json) {
        return json.equals(BATCH);
    }

    static byte[] encode(String json) {
        return (checksum(json) + ' ' + json.length() + ' ' + json + '\n').getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the JSON text in {@code line}, which is without its line feed, or nothing if it is not whole. */
    static Optional<String> decode(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String json = parts.group(3);
        boolean whole = json.length() == Integer.parseInt(parts.group(2))
                && checksum(json).equals(parts.group(1));
        return whole ? Optional.of(json) : Optional.empty();
    }

    private static String checksum(String json) {
        CRC32C crc = new CRC32C();
        crc.update(json.getBytes(StandardCharsets.ISO_8859_1));
        return String.format("%08x", crc.getValue());
    }
}
