package dev.readiness.audit;

import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What the audit trail was at one moment: how many records it had, and the root hash over all of them.
 *
 * @param origin name of the trail
 * @param size number of records
 * @param root root hash (RFC 9162, SHA-256) in base64
 */
public record Checkpoint(String origin, long size, String root) {

    private static final Pattern ORIGIN = Pattern.compile("[^\\s+\\p{Cntrl}]{1,200}");

    /** Checks the parts. */
    public Checkpoint {
        requireOrigin(origin);
        Objects.requireNonNull(root, "root");
        if (size < 0) {
            throw new IllegalArgumentException("'size' must not be negative but is " + size);
        }
        if (decode(root).length != MerkleHash.LENGTH) {
            throw new IllegalArgumentException("'root' must be 32 bytes in base64");
        }
    }

    static Checkpoint of(String origin, long size, byte[] root) {
        return new Checkpoint(origin, size, Base64.getEncoder().encodeToString(root));
    }

    static String requireOrigin(String origin) {
        if (!ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException("'origin' must be 1 to 200 characters without space or '+' but is '"
                    + SafeText.of(origin, 60) + "'");
        }
        return origin;
    }

    byte[] rootHash() {
        return decode(root);
    }

    /** Returns the text that is signed (C2SP tlog-checkpoint). */
    String text() {
        return origin + "\n" + size + "\n" + root + "\n";
    }

    /** Returns the checkpoint that {@code text} states; lines after the third are allowed by the format and ignored. */
    static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("A checkpoint must have lines with origin, size and root");
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), lines[2]);
    }

    private static byte[] decode(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            // A decoder ignores spare bits; two texts for one root would be two checkpoints.
            return Base64.getEncoder().encodeToString(bytes).equals(base64) ? bytes : new byte[0];
        } catch (IllegalArgumentException ex) {
            return new byte[0];
        }
    }
}
