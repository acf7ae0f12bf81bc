package dev.readiness.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.readiness.encryption.EncryptionException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldCipherTests {

    private static final FieldContext PHONE = FieldContext.of("patient", "phone");

    private static final String VALUE = "+43 660 1234567";

    private final EncryptionKeys keys = EncryptionKeys.generate();

    private final FieldCipher cipher = FieldCipher.of(keys);

    @ParameterizedTest
    @ValueSource(strings = {"", "a", VALUE, "Grüße, 世界 🌍"})
    void readsWhatItWrote(String value) {
        String encrypted = cipher.encrypt(value, PHONE);

        assertThat(cipher.decrypt(encrypted, PHONE)).isEqualTo(value);
        assertThat(encrypted)
                .hasSize(3 + (4 * (value.getBytes(StandardCharsets.UTF_8).length + 33) + 2) / 3)
                .matches("r1:[A-Za-z0-9_-]+");
        assertThat(FieldCipher.isEncrypted(encrypted)).isTrue();
    }

    @Test
    void readsBytes() {
        byte[] value = {0, 1, (byte) 0xff};

        assertThat(cipher.decrypt(cipher.encrypt(value, PHONE), PHONE)).isEqualTo(value);
    }

    @Test
    void equalValuesDoNotLookEqual() {
        assertThat(cipher.encrypt(VALUE, PHONE)).isNotEqualTo(cipher.encrypt(VALUE, PHONE));
    }

    @Test
    void aValueOfAnotherColumnIsRefused() {
        String encrypted = cipher.encrypt(VALUE, PHONE);

        assertRefused(Reason.NOT_AUTHENTIC, encrypted, FieldContext.of("patient", "reason"));
        assertRefused(Reason.NOT_AUTHENTIC, encrypted, FieldContext.of("doctor", "phone"));
        assertRefused(Reason.NOT_AUTHENTIC, encrypted, FieldContext.of("patientp", "hone"));
    }

    @Test
    void aValueOfAnotherRowIsRefusedWhereRowsAreBound() {
        String encrypted = cipher.encrypt(VALUE, PHONE.row(1));

        assertThat(cipher.decrypt(encrypted, PHONE.row(1L))).isEqualTo(VALUE);
        assertRefused(Reason.NOT_AUTHENTIC, encrypted, PHONE.row(2));
        assertRefused(Reason.NOT_AUTHENTIC, encrypted, PHONE);
    }

    @Test
    void aValueThatIsCutIsRefusedWhereverItIsCut() {
        String encrypted = cipher.encrypt(VALUE, PHONE);

        for (int length = 0; length < encrypted.length(); length++) {
            String cut = encrypted.substring(0, length);
            assertThatExceptionOfType(EncryptionException.class)
                    .isThrownBy(() -> cipher.decrypt(cut, PHONE))
                    .satisfies(ex -> assertThat(ex.reason()).isIn(Reason.NOT_ENCRYPTED, Reason.NOT_AUTHENTIC))
                    .withMessageContaining("patient.phone");
        }
    }

    @Test
    void aFlippedBitIsRefusedWhereverItIs() {
        byte[] encrypted = cipher.encrypt(VALUE.getBytes(StandardCharsets.UTF_8), PHONE);

        for (int bit = 0; bit < encrypted.length * 8; bit++) {
            byte[] flipped = encrypted.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatExceptionOfType(EncryptionException.class)
                    .isThrownBy(() -> cipher.decrypt(flipped, PHONE))
                    .satisfies(ex -> assertThat(ex.getMessage()).doesNotContain("43 660"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+43 660 1234567", "r1:", "r1:not Base64!", "r1:AAAA", "AQ"})
    void plainTextIsRefusedAndNotRepeated(String stored) {
        assertThat(FieldCipher.isEncrypted(stored)).isFalse();
        assertThatExceptionOfType(EncryptionException.class)
                .isThrownBy(() -> cipher.decrypt(stored, PHONE))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(Reason.NOT_ENCRYPTED))
                .satisfies(ex -> assertThat(ex.getCause()).isNull())
                .withMessageContaining("patient.phone")
                .satisfies(ex -> assertThat(ex.getMessage()).doesNotContain("43 660"));
    }

    @Test
    void aKeyThatIsNotInTheRingIsNamed() {
        String encrypted = FieldCipher.of(EncryptionKeys.generate()).encrypt(VALUE, PHONE);

        assertThatExceptionOfType(EncryptionException.class)
                .isThrownBy(() -> cipher.decrypt(encrypted, PHONE))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(Reason.UNKNOWN_KEY))
                .withMessageContaining("patient.phone")
                .withMessageContaining(Integer.toUnsignedString(keys.primaryKeyId()));
    }

    @Test
    void oldKeysDecryptAfterARotation() {
        EncryptionKeys rotated = keys.rotate();
        FieldCipher now = FieldCipher.of(rotated);
        String old = cipher.encrypt(VALUE, PHONE);
        String fresh = now.encrypt(VALUE, PHONE);

        assertThat(now.decrypt(old, PHONE)).isEqualTo(VALUE);
        assertThat(now.needsReencryption(old, PHONE)).isTrue();
        assertThat(now.needsReencryption(fresh, PHONE)).isFalse();
        assertThat(rotated.keyIds()).hasSize(2).contains(keys.primaryKeyId(), rotated.primaryKeyId());
        assertRefused(Reason.UNKNOWN_KEY, fresh, PHONE);
    }

    @Test
    void aRetiredKeyIsGone() {
        EncryptionKeys rotated = keys.rotate();
        EncryptionKeys retired = rotated.retire(keys.primaryKeyId());
        String old = cipher.encrypt(VALUE, PHONE);
        String fresh = FieldCipher.of(rotated).encrypt(VALUE, PHONE);

        assertThat(FieldCipher.of(retired).decrypt(fresh, PHONE)).isEqualTo(VALUE);
        assertThatExceptionOfType(EncryptionException.class)
                .isThrownBy(() -> FieldCipher.of(retired).decrypt(old, PHONE))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(Reason.UNKNOWN_KEY));
        assertThatIllegalArgumentException().isThrownBy(() -> rotated.retire(rotated.primaryKeyId()));
        assertThatIllegalArgumentException().isThrownBy(() -> rotated.retire(rotated.primaryKeyId() + 1));
    }

    @Test
    void aRingSurvivesItsFile(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("keys.json");
        Files.writeString(file, keys.rotate().reveal());

        assertThat(FieldCipher.of(EncryptionKeys.read(file)).decrypt(cipher.encrypt(VALUE, PHONE), PHONE))
                .isEqualTo(VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "a test value that is no key ring", "{\"primaryKeyId\":1,\"key\":[]}"})
    void whatIsNoRingIsRefusedAndNotRepeated(String json) {
        assertThatExceptionOfType(EncryptionException.class)
                .isThrownBy(() -> EncryptionKeys.parse(json))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(Reason.INVALID_KEYS))
                .satisfies(ex -> assertThat(ex).hasNoCause())
                .satisfies(ex -> assertThat(ex.getMessage()).doesNotContain("test value"));
    }

    @Test
    void aFileThatIsNotThereIsNamed(@TempDir Path directory) {
        assertThatExceptionOfType(EncryptionException.class)
                .isThrownBy(() -> EncryptionKeys.read(directory.resolve("lost.json")))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(Reason.INVALID_KEYS))
                .withMessageContaining("lost.json");
    }

    @Test
    void aRingDoesNotPrintItsKeys() {
        String key = keys.reveal().replaceFirst("(?s).*\"value\"\\s*:\\s*\"([^\"]+)\".*", "$1");

        assertThat(Base64.getDecoder().decode(key)).hasSizeGreaterThan(31);
        assertThat(keys.toString()).doesNotContain(key).contains(Integer.toUnsignedString(keys.primaryKeyId()));
    }

    private void assertRefused(Reason reason, String encrypted, FieldContext context) {
        assertThatExceptionOfType(EncryptionException.class)
                .isThrownBy(() -> cipher.decrypt(encrypted, context))
                .satisfies(ex -> assertThat(ex.reason()).isEqualTo(reason))
                .satisfies(ex -> assertThat(ex.getMessage()).doesNotContain("43 660"));
    }
}
