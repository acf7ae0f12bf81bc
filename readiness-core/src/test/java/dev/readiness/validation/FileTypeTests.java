package dev.readiness.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTypeTests {

    @ParameterizedTest
    @CsvSource({"png,PNG", "jpg,JPEG", "gif,GIF", "bmp,BMP"})
    void knowsRealPictures(String format, FileType type) throws IOException {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(3, 3, BufferedImage.TYPE_INT_RGB), format, picture);

        assertThat(FileType.of(picture.toByteArray())).contains(type);
    }

    @Test
    void knowsArchives() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("a"));
            out.write(1);
        }
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(1);
        }

        assertThat(FileType.of(zip.toByteArray())).contains(FileType.ZIP);
        assertThat(FileType.of(gzip.toByteArray())).contains(FileType.GZIP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%PDF-1.7 and so on|PDF",
                "RIFF    WEBPVP8 |WEBP",
                "RIFF    WAVEfmt |WAV",
                "....ftypisom|MP4",
                "....ftypavif|AVIF",
                "ID3 |MP3",
                "name;amount|TEXT",
                "{\"a\":1}|TEXT",
                "<?xml version=\"1.0\"?><a/>|XML",
                "<!DOCTYPE html><p>|HTML",
                "<?xml version=\"1.0\"?><svg onload=\"alert(1)\"/>|HTML",
                "harmless at first <SCRIPT>alert(1)</SCRIPT>|HTML"
            })
    void tellsTypesByTheirContent(String content, FileType type) {
        assertThat(FileType.of(content.getBytes(StandardCharsets.UTF_8))).contains(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MZ\u0090\u0000", "a\u0000b", "\u001b[2J", "\u007fELF"})
    void knowsNothingOfOtherContent(String content) {
        assertThat(FileType.of(content.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void takesNothingForTextThatIsNotUtf8() {
        assertThat(FileType.of(new byte[] {(byte) 0xc0, (byte) 0xaf})).isEmpty();
    }

    @Test
    void readsNoMoreThanItNeeds() throws IOException {
        ByteArrayInputStream content = new ByteArrayInputStream(("ä".repeat(5_000)).getBytes(StandardCharsets.UTF_8));
        content.read(); // so that the head ends within a character
        content.read();
        ByteArrayInputStream odd = new ByteArrayInputStream(("a" + "ä".repeat(5_000)).getBytes(StandardCharsets.UTF_8));

        assertThat(FileType.detect(content)).contains(FileType.TEXT);
        assertThat(FileType.detect(odd)).contains(FileType.TEXT);
        assertThat(odd.available()).isEqualTo(10_001 - 4_096);
    }

    @Test
    void takesAnEmptyFileForText() {
        assertThat(FileType.of(new byte[0])).contains(FileType.TEXT);
    }
}
