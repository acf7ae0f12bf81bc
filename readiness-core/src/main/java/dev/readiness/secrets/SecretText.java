package dev.readiness.secrets;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
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
        byte[] bytes = readAll(file, (int) attributes.size());
        // Asked afterwards, because a link cannot be refused while a file is opened the cheap way.
        if (Files.isSymbolicLink(file)) {
            throw new UnusableTextException("it became a symbolic link while it was read");
        }
        return bytes;
    }

    /** Not by a channel: the first hundred of those cost a start more than all else that is done with the secrets. */
    private static byte[] readAll(Path file, int size) throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            byte[] buffer = new byte[size + 1]; // one more, to see whether the file has grown
            int length = in.readNBytes(buffer, 0, buffer.length);
            if (length <= size) {
                return Arrays.copyOf(buffer, length);
            }
            byte[] more = in.readNBytes(MAX_BYTES + 1 - length); // some files do not know their size, or grow
            if (length + more.length > MAX_BYTES) {
                throw new UnusableTextException("it is larger than 1 MB");
            }
            byte[] bytes = Arrays.copyOf(buffer, length + more.length);
            System.arraycopy(more, 0, bytes, length, more.length);
            return bytes;
        } catch (FileNotFoundException ex) { // also thrown for what must not be read, and when too many files are open
            if (Files.exists(file)) {
                throw ex;
            }
            throw new NoSuchFileException(file.toString());
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
