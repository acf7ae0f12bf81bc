package dev.readiness.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All values are made up for these tests; none opens anything. */
class SecretMaskTests {

    private static final String VALUE = "test/4f9c1d+\"k&y\"";

    private final SecretMask mask = SecretMask.of(List.of(
            Secret.of(VALUE),
            Secret.of("hunter2-test"),
            Secret.of("postgres"),
            Secret.of("directory"),
            Secret.of("k7Tz"),
            Secret.of("abc"),
            Secret.of("")));

    @Test
    void hidesAValueAndKeepsTheRest() {
        assertThat(mask.mask("login with " + VALUE + ", done")).isEqualTo("login with [redacted], done");
    }

    @Test
    void hidesTheFormsThatEncodersGiveIt() {
        String url = URLEncoder.encode(VALUE, StandardCharsets.UTF_8);
        String json = VALUE.replace("\"", "\\\"");
        String xml = VALUE.replace("&", "&amp;").replace("\"", "&quot;");
        String hex = HexFormat.of().formatHex(VALUE.getBytes(StandardCharsets.UTF_8));

        assertThat(mask.mask("a=" + url + "&b")).isEqualTo("a=[redacted]&b");
        assertThat(mask.mask("{" + json + "}")).isEqualTo("{[redacted]}");
        assertThat(mask.mask("<a>" + xml + "</a>")).isEqualTo("<a>[redacted]</a>");
        assertThat(mask.mask(hex)).isEqualTo("[redacted]");
    }

    @Test
    void hidesTheFormsOfJsonThatEscapeMoreThanTheyMust() {
        String slashes = VALUE.replace("\"", "\\\"").replace("/", "\\/");
        String page = VALUE.replace("\"", "\\\"").replace("&", "\\u0026");
        SecretMask key = SecretMask.of(List.of(Secret.of("TESTtest/0000+TEST/test==")));

        assertThat(mask.mask("{" + slashes + "}")).isEqualTo("{[redacted]}");
        assertThat(mask.mask("{" + page + "}")).isEqualTo("{[redacted]}");
        assertThat(key.mask("{TESTtest\\/0000+TEST\\/test==}")).isEqualTo("{[redacted]}");
        assertThat(key.mask("?k=TESTtest%2F0000%2BTEST%2Ftest%3D%3D&a")).isEqualTo("?k=[redacted]&a");
    }

    @ParameterizedTest
    @CsvSource({"''", "u:", "us:", "user:", "clinic:"})
    void hidesItInBase64WhateverStandsBeforeAndBehind(String before) {
        String header = base64(before + VALUE + ":tail");

        assertThat(mask.mask("Basic " + header)).contains("[redacted]");
        assertThat(Base64.getUrlEncoder().encodeToString((before + VALUE).getBytes(StandardCharsets.UTF_8)))
                .satisfies(text -> assertThat(mask.mask(text)).contains("[redacted]"));
    }

    @Test
    void tellsSecretsApartThatBeginTheSame() {
        String begin = "test-beginning-of-many-";
        SecretMask many = SecretMask.of(List.of(
                Secret.of(begin + "one"),
                Secret.of(begin + "one-and-more"),
                Secret.of("many-1x"),
                Secret.of("g-of-many-1")));

        assertThat(many.mask("<" + begin + "one> <" + begin + "one-and-more> <" + begin + "two>"))
                .isEqualTo("<[redacted]> <[redacted]> <" + begin + "two>");
        assertThat(many.mask(begin + "1x")).isEqualTo("test-beginnin[redacted]");
        assertThat(many.mask(begin)).isSameAs(begin);
    }

    @Test
    void hidesSecretsAsLargeAsAFileMayBeWithoutAnAutomatonOfThatSize() {
        String large = "k7TzQ9f8-".repeat(100_000);

        assertThat(SecretMask.of(List.of(Secret.of(large))).mask("key " + large + " end"))
                .isEqualTo("key [redacted] end");
    }

    @Test
    void returnsTheSameObjectWhenThereIsNothingToHide() {
        String text = "nothing of that kind: ä, 漢字, 123";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(mask.mask(text)).isSameAs(text);
        assertThat(mask.mask(bytes)).isSameAs(bytes);
    }

    @Test
    void doesNotShredOrdinaryText() {
        String text = "postgres and jdbc:postgresql: abcdef, k7Tzq, the postgres user of a directory";

        assertThat(mask.mask(text)).isEqualTo(text);
    }

    @Test
    void hidesShortOnesWhereTheyStandAloneAndWordsWhereAValueStands() {
        assertThat(mask.mask("code k7Tz, password=postgres \"postgres\""))
                .isEqualTo("code [redacted], password=[redacted] \"[redacted]\"");
    }

    @Test
    void hidesNeighboursAndOverlapsAsOne() {
        SecretMask overlapping = SecretMask.of(
                List.of(Secret.of("test-abcdef"), Secret.of("cdef-12345"), Secret.of("test-abcdef-12345-x")));

        assertThat(overlapping.mask("<test-abcdef-12345>")).isEqualTo("<[redacted]>");
        assertThat(overlapping.mask("<test-abcdef-12345-x>")).isEqualTo("<[redacted]>");
    }

    @Test
    void hidesEachLineOfAValueOfSeveralLines() {
        SecretMask pem = SecretMask.of(
                List.of(Secret.of("-----BEGIN X-----\nTESTtest0000TEST\nTESTtest1111TEST\n-----END X-----\n")));

        assertThat(pem.mask("at TESTtest1111TEST\nat TESTtest0000TEST")).isEqualTo("at [redacted]\nat [redacted]");
    }

    @Test
    void hidesNothingWhenThereIsNoSecret() {
        assertThat(SecretMask.of(List.of()).mask("anything")).isEqualTo("anything");
    }

    /** Small by default; {@code -Dreadiness.fuzz=1000000} for the figure of the issue. */
    @Test
    void neverLetsASecretThroughWhereverItStands() {
        Random random = new Random(42);
        int rounds = Integer.getInteger("readiness.fuzz", 20_000);
        for (int round = 0; round < rounds; round++) {
            String before = noise(random);
            String after = noise(random);
            String text = before + VALUE + after;

            assertThat(mask.mask(text)).doesNotContain(VALUE);
            assertThat(new String(mask.mask(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8))
                    .doesNotContain(VALUE);
        }
    }

    private static String noise(Random random) {
        StringBuilder noise = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            noise.append(
                    random.nextInt(10) == 0
                            ? VALUE.charAt(random.nextInt(VALUE.length()))
                            : (char) (' ' + random.nextInt(300)));
        }
        return noise.append(VALUE, 0, random.nextInt(VALUE.length())).toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
