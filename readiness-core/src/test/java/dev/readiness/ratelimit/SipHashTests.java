package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipHashTests {

    private static final SipHash HASH = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    /** The published vectors of inputs 00, 01, 02 and so on, as far as they have an even number of bytes. */
    @ParameterizedTest
    @CsvSource({"0, 726fdb47dd0e0e31", "2, 0d6c8009d9a94f5a", "4, cf2794e0277187b7", "8, 93f5f5799a932462"})
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
