package dev.readiness.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/** Reads a file that holds secrets as text, and refuses what cannot be meant. */
final class SecretText {

    static final int MAX_BYTES = 1024 * 1024;

    private SecretText() {}

    /**
     * Returns the text of {@code file}.
     *
     * @throws UnusableTextException if the file is no text in UTF-8, or too large
     * @throws IOException if it cannot be read
     */
    static String read(Path file) throws IOException {
        return decode(bytes(file));
    }

    /**
     * Returns what {@code file} holds.
     *
     * @throws UnusableTextException if it is too large, or no regular file
     * @throws IOException if it cannot be read
     */
    static byte[] bytes(Path file) throws IOException {
        return bytes(file, Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    /** Returns what {@code file} holds, whose attributes are known. */
    static byte[] bytes(Path file, BasicFileAttributes attributes) throws IOException {
        if (!attributes.isRegularFile()) {
            throw new UnusableTextException("it is not a regular file");
        }
        if (attributes.size() > MAX_BYTES) {
            throw new UnusableTextException("it is larger than 1 MB");
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] expected = new byte[(int) attributes.size()];
            int length = in.readNBytes(expected, 0, expected.length);
            int next = in.read();
            if (next < 0) {
                return length == expected.length ? expected : Arrays.copyOf(expected, length);
            }
            byte[] more = in.readNBytes(MAX_BYTES + 1 - length); // some files do not know their size, or grow
            if (length + 1 + more.length > MAX_BYTES) {
                throw new UnusableTextException("it is larger than 1 MB");
            }
            byte[] bytes = Arrays.copyOf(expected, length + 1 + more.length);
            bytes[length] = (byte) next;
            System.arraycopy(more, 0, bytes, length + 1, more.length);
            return bytes;
        }
    }

    /** Returns the text that {@code bytes} are in UTF-8. */
    static String decode(byte[] bytes) throws UnusableTextException {
        return isPlain(bytes) ? new String(bytes, StandardCharsets.US_ASCII) : decodeAny(bytes);
    }

    /** Most are printable ASCII, and hundreds of them are read while an application starts. */
    private static boolean isPlain(byte[] bytes) {
        for (byte value : bytes) {
            if ((value < ' ' && value != '\n') || value == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static String decodeAny(byte[] bytes) throws UnusableTextException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            for (int i = 0; i < text.length(); i++) {
                if (isBinary(text.charAt(i))) {
                    throw new UnusableTextException("it is binary, not text");
                }
            }
            return text;
        } catch (CharacterCodingException ex) {
            throw new UnusableTextException("it is not UTF-8");
        }
    }

    /** Returns {@code text} without one line break at its end. */
    static String withoutLineBreak(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private static boolean isBinary(char character) {
        return character < ' ' && character != '\n' && character != '\r' && character != '\t';
    }

    /** Says why a file cannot hold a secret. Holds nothing of the file. */
    static final class UnusableTextException extends IOException {

        private static final long serialVersionUID = 1L;

        private final String why;

        UnusableTextException(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }
}
