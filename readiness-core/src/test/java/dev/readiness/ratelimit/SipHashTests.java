package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipHashTests {

    private static final SipHash HASH = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    /**
     * The vectors of inputs 00, 01, 02 and so on that Rust's standard library is tested with, as far as they have an even
     * number of bytes.
     */
    @ParameterizedTest
    @CsvSource({
        "0, abac0158050fc4dc",
        "2, 82cb9b024dc7d44d",
        "4, cf75576088d38328",
        "6, c50d2b50c59f22a7",
        "8, 369095118d299a8e",
        "16, cc4fdd1a7d908b66"
    })
    void agreesWithThePublishedVectors(int bytes, String expected) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes; i += 2) {
            text.append((char) (i | (i + 1) << 8));
        }

        assertThat(HASH.of(text.toString())).isEqualTo(Long.parseUnsignedLong(expected, 16));
    }

    @Test
    void tellsTextsApartThatDifferInTheirLengthOnly() {
        assertThat(IntStream.range(0, 100).mapToLong(i -> HASH.of("\0".repeat(i))))
                .doesNotHaveDuplicates();
    }

    @Test
    void tellsIllFormedTextsApart() {
        assertThat(HASH.of("\ud800")).isNotEqualTo(HASH.of("\ud801"));
    }

    @Test
    void dependsOnTheKey() {
        assertThat(SipHash.withRandomKey().of("alice"))
                .isNotEqualTo(SipHash.withRandomKey().of("alice"));
    }
}
