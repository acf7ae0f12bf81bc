package dev.readiness.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretTests {

    private static final Secret SECRET = Secret.of("test-value");

    @Test
    void printsNoValueAloneOrWithinAnotherObject() {
        record Credentials(String user, Secret password) {}

        assertThat(SECRET).hasToString("Secret[redacted]");
        assertThat(new Credentials("anna", SECRET).toString() + List.of(SECRET)).doesNotContain("test-value");
    }

    @Test
    void revealReturnsTheValue() {
        assertThat(SECRET.reveal()).isEqualTo("test-value");
    }

    @Test
    void equalsAnotherSecretOfTheSameValueOnly() {
        assertThat(SECRET)
                .isEqualTo(Secret.of("test-value"))
                .hasSameHashCodeAs(Secret.of("test-value"))
                .isNotEqualTo(Secret.of("test-valuE"))
                .isNotEqualTo(Secret.of("test"));
        assertThat(SECRET.equals((Object) "test-value")).isFalse();
    }

    @Test
    void hashCodeTellsNothingAboutTheValue() {
        assertThat(SECRET).hasSameHashCodeAs(Secret.of("another"));
    }

    @Test
    void cannotBeSerialised() throws Exception {
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThatExceptionOfType(NotSerializableException.class).isThrownBy(() -> out.writeObject(SECRET));
        }
    }
}
