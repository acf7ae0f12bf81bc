package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.security.PredictableSecrets.PredictableSecret;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.asm.ClassReader;
import org.springframework.context.annotation.Profile;

/** Reads the byte code of the small classes below, as that of an application is read. */
class PredictableSecretsTests {

    @Test
    void findsSecretsOfNumbersThatCanBeForetold() throws IOException {
        assertThat(read(Foretold.class))
                .extracting(secret -> secret.where().replaceFirst(".*\\.", "") + " " + secret.call())
                .containsExactlyInAnyOrder(
                        "createToken Math.random()",
                        "sendOtp Random.nextInt()",
                        "makeVerificationCode ThreadLocalRandom.nextInt()",
                        "remind Random.nextLong()");
    }

    @ParameterizedTest
    @ValueSource(classes = {Secure.class, Harmless.class, UserSeeder.class, OfDevelopers.class})
    void leavesOutSecureNumbersAndWhatIsNoSecret(Class<?> type) throws IOException {
        assertThat(read(type)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"productCode", "footprint", "tokenizer", "keyOfMap", "nextId", "codeOfCountry"})
    void doubtsNoOtherName(String name) {
        assertThat(PredictableSecrets.isSecret(name)).isFalse();
    }

    private static List<PredictableSecret> read(Class<?> type) throws IOException {
        List<PredictableSecret> found = new ArrayList<>();
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
            new ClassReader(in).accept(new PredictableSecrets(found), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        }
        return found;
    }

    static class Account {

        void setResetToken(String value) {}

        void setNumber(String value) {}
    }

    @SuppressWarnings("unused")
    static class Foretold {

        private final Random random = new Random();

        static String createToken() {
            return "" + (int) (Math.random() * 10);
        }

        String sendOtp() {
            return String.valueOf(random.nextInt(1_000_000));
        }

        int makeVerificationCode() {
            return ThreadLocalRandom.current().nextInt(10_000);
        }

        void remind(Account account) {
            account.setResetToken(String.valueOf(random.nextLong()));
        }
    }

    @SuppressWarnings("unused")
    static class Secure {

        private final Random random = new SecureRandom();

        int createToken() {
            return random.nextInt();
        }
    }

    @SuppressWarnings("unused")
    static class Harmless {

        private final Random random = new Random();

        int dice() {
            return random.nextInt(6);
        }

        void number(Account account) {
            account.setNumber(String.valueOf(random.nextLong()));
        }
    }

    @SuppressWarnings("unused")
    static class UserSeeder {

        int password() {
            return new Random().nextInt();
        }
    }

    @Profile("dev")
    @SuppressWarnings("unused")
    static class OfDevelopers {

        int password() {
            return new Random().nextInt();
        }
    }
}
