package dev.readiness.validation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A type of file that is told by its first bytes, whatever its name is or its sender says.
 *
 * <p>It tells what a program that opens the file will take it for, not that the file is sound: a picture may be followed by
 * something else. Office documents are {@link #ZIP} archives.
 */
public enum FileType {
    /** Portable Network Graphics. */
    PNG("image/png", "89504E470D0A1A0A", 0),
    /** JPEG picture. */
    JPEG("image/jpeg", "FFD8FF", 0),
    /** Graphics Interchange Format. */
    GIF("image/gif", "47494638", 0),
    /** WebP picture. */
    WEBP("image/webp", "57454250", 8),
    /** Picture in the AV1 format. */
    AVIF("image/avif", "6674797061766966", 4),
    /** Windows bitmap. */
    BMP("image/bmp", "424D", 0),
    /** Portable Document Format. */
    PDF("application/pdf", "255044462D", 0),
    /** ZIP archive, which office documents are too. */
    ZIP("application/zip", "504B0304", 0),
    /** A file that gzip packed. */
    GZIP("application/gzip", "1F8B08", 0),
    /** MPEG-4 film. */
    MP4("video/mp4", "66747970", 4),
    /** MP3 with a tag. */
    MP3("audio/mpeg", "494433", 0),
    /** Waveform audio. */
    WAV("audio/wav", "57415645", 8),
    /** HTML or SVG, which may hold scripts. */
    HTML("text/html", "", 0),
    /** XML other than SVG and XHTML. */
    XML("application/xml", "", 0),
    /** Text in UTF-8 without control characters; also CSV and JSON. */
    TEXT("text/plain", "", 0);

    private static final int HEAD = 4096;

    private static final Pattern MARKUP = Pattern.compile("<(!doctype html|html|head|body|script|iframe|svg|img|a )");

    private final String mediaType;

    /** The bytes, each as a character. */
    private final String magic;

    private final int offset;

    FileType(String mediaType, String magic, int offset) {
        this.mediaType = mediaType;
        this.magic = new String(HexFormat.of().parseHex(magic), StandardCharsets.ISO_8859_1);
        this.offset = offset;
    }

    /** Returns the media type, for example {@code image/png}. */
    public String mediaType() {
        return mediaType;
    }

    /**
     * Returns the type of what begins with {@code head}; nothing if it is none of those that are known.
     *
     * @param head the whole content, or the first 4096 bytes of it
     */
    public static Optional<FileType> of(byte[] head) {
        Optional<FileType> binary =
                Stream.of(values()).filter(type -> type.isBinary(head)).findFirst();
        return binary.isPresent() ? binary : textType(head);
    }

    /** Returns the type of {@code content}, of which no more is read than is needed. The caller closes it. */
    public static Optional<FileType> detect(InputStream content) throws IOException {
        return of(content.readNBytes(HEAD));
    }

    private boolean isBinary(byte[] head) {
        return !magic.isEmpty()
                && head.length >= offset + magic.length()
                && new String(head, offset, magic.length(), StandardCharsets.ISO_8859_1).equals(magic);
    }

    private static Optional<FileType> textType(byte[] head) {
        String text = decode(head);
        if (text == null || text.chars().anyMatch(FileType::isControl)) {
            return Optional.empty();
        }
        String lower = text.stripLeading().toLowerCase(Locale.ROOT);
        if (MARKUP.matcher(lower).find()) {
            return Optional.of(HTML);
        }
        return Optional.of(lower.startsWith("<?xml") ? XML : TEXT);
    }

    /** A character that the end of the head cuts in two is left out. */
    private static @Nullable String decode(byte[] head) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(head.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(head), text, head.length < HEAD);
        return result.isError() ? null : text.flip().toString();
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character) && character != '\n' && character != '\r' && character != '\t';
    }
}
