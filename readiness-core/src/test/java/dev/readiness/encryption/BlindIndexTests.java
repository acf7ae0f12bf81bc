package dev.readiness.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.readiness.encryption.EncryptionException.Reason;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlindIndexTests {

    private static final FieldContext EMAIL = FieldContext.of("patient", "email");

    private final String key = BlindIndex.generateKey();

    private final BlindIndex index = BlindIndex.of(key, EMAIL);

    @Test
    void equalValuesHaveEqualIndexesAndOthersHaveNot() {
        assertThat(index.of("ada@example.com")).isEqualTo(index.of(" ADA@example.com "));
        assertThat(index.of("ada@example.com")).isNotEqualTo(index.of("bob@example.com"));
        assertThat(index.of("ada@example.com")).matches("[0-9a-f]{4}\\.[0-9a-f]{8}");
        assertThat(index.bits(16).of("ada@example.com")).matches("[0-9a-f]{4}\\.[0-9a-f]{4}");
    }

    @Test
    void textOfAnyLengthIsNormalisedInTimeThatGrowsWithIt() {
        assertThat(BlindIndex.text(" \uff21nn ")).isEqualTo("ann");
        // Alternating marks are put in order one by one; half a million of them would take minutes.
        String marks = "a" + "\u0301\u0323".repeat(250_000);
        assertThat(BlindIndex.text(" " + marks.toUpperCase(Locale.ROOT) + " ")).isEqualTo(marks);
        assertThat(BlindIndex.digits("7" + marks)).isEqualTo("7");
    }

    @Test
    void theSameValueOfAnotherColumnHasAnotherIndex() {
        BlindIndex other = BlindIndex.of(key, FieldContext.of("doctor", "email"));

        assertThat(other.of("ada@example.com")).isNotEqualTo(index.of("ada@example.com"));
    }

    @ParameterizedTest
    @CsvSource({"+43 660 123-45, +43(660)12345", "'０６６０ １２', 066012"})
    void numbersAreComparedByTheirDigits(String one, String other) {
        BlindIndex phones = index.over(BlindIndex::digits);

        assertThat(phones.of(one)).isEqualTo(phones.of(other));
    }

    @Test
    void anIndexOfAWrongKeyIsToldApart() {
        BlindIndex wrong = BlindIndex.of(BlindIndex.generateKey(), EMAIL);

        index.requireOwn(index.of("ada@example.com"));
        assertThatExceptionOfType(EncryptionException.class)
                .isThrownBy(() -> wrong.requireOwn(index.of("ada@example.com")))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(Reason.UNKNOWN_KEY))
                .withMessageContaining("patient.email");
    }

    @Test
    void duringARotationBothKeysFind() {
        BlindIndex rotated = BlindIndex.of(BlindIndex.generateKey(), EMAIL).orWith(key);
        String old = index.of("ada@example.com");

        rotated.requireOwn(old);
        assertThat(rotated.candidates("ada@example.com")).containsExactly(rotated.of("ada@example.com"), old);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "test value that is not Base64!", "dGVzdCB2YWx1ZQ=="})
    void aWeakKeyIsRefusedAndNotRepeated(String weak) {
        assertThatExceptionOfType(EncryptionException.class)
                .isThrownBy(() -> BlindIndex.of(weak, EMAIL))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(Reason.INVALID_KEYS))
                .satisfies(ex -> assertThat(ex).hasNoCause())
                .satisfies(ex -> assertThat(ex.getMessage()).doesNotContain("test value"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 12, 264})
    void aLengthThatIsNoneIsRefused(int bits) {
        assertThatIllegalArgumentException().isThrownBy(() -> index.bits(bits));
    }
}
