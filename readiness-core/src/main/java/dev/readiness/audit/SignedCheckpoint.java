package dev.readiness.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A checkpoint with its signature, in the form of a C2SP signed note.
 *
 * @param checkpoint what is stated
 * @param note the text that can be stored, published and verified without this library
 */
public record SignedCheckpoint(Checkpoint checkpoint, String note) {

    private static final String SIGNATURE_LINE = "\u2014 ";

    static SignedCheckpoint sign(Checkpoint checkpoint, CheckpointSigner signer) {
        CheckpointVerifier key = signer.verifier();
        byte[] signature = signer.sign(checkpoint.text().getBytes(StandardCharsets.UTF_8));
        byte[] line = ByteBuffer.allocate(Integer.BYTES + signature.length)
                .putInt(key.keyId())
                .put(signature)
                .array();
        return new SignedCheckpoint(
                checkpoint,
                checkpoint.text() + "\n" + SIGNATURE_LINE + key.name() + " "
                        + Base64.getEncoder().encodeToString(line) + "\n");
    }

    /**
     * Returns the checkpoint in {@code note} after checking its signature. Signatures of other keys are ignored, as the
     * format demands.
     *
     * @throws IllegalArgumentException if it is not a checkpoint of {@code key}'s trail, or not signed by {@code key}
     */
    public static SignedCheckpoint open(String note, CheckpointVerifier key) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("A signed checkpoint must have a text, an empty line and a signature");
        }
        String text = note.substring(0, end + 1);
        if (!isSigned(text, note.substring(end + 2), key)) {
            throw new IllegalArgumentException("The checkpoint must be signed by " + key.name() + " and is not");
        }
        Checkpoint checkpoint = Checkpoint.parse(text);
        if (!checkpoint.origin().equals(key.name())) {
            throw new IllegalArgumentException(
                    "The checkpoint must be of " + key.name() + " but is of " + checkpoint.origin());
        }
        return new SignedCheckpoint(checkpoint, note);
    }

    /**
     * Returns every checkpoint of {@code key}'s trail that {@code text} holds: the content of an anchor file, or lines of a
     * log, where {@code |} stands for a line feed.
     *
     * @throws IllegalArgumentException if one of them is not signed by {@code key}
     */
    public static List<SignedCheckpoint> findAll(String text, CheckpointVerifier key) {
        Pattern note =
                Pattern.compile(Pattern.quote(key.name()) + "\\n[0-9]+\\n[^\\n]+\\n\\n(?:\u2014 [^\\n]+(?:\\n|$))+");
        return note.matcher(text.replace('|', '\n'))
                .results()
                .map(found -> open(found.group().endsWith("\n") ? found.group() : found.group() + "\n", key))
                .toList();
    }

    private static boolean isSigned(String text, String lines, CheckpointVerifier key) {
        String prefix = SIGNATURE_LINE + key.name() + " ";
        return lines.lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> decode(line.substring(prefix.length())))
                .filter(bytes ->
                        bytes.length > Integer.BYTES && ByteBuffer.wrap(bytes).getInt() == key.keyId())
                .anyMatch(bytes -> key.verify(
                        text.getBytes(StandardCharsets.UTF_8),
                        java.util.Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length)));
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException ex) {
            return new byte[0];
        }
    }
}
