package dev.readiness.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link SecretSource} must do. Extend it, implement {@link #createSource}, and run it. */
public abstract class SecretSourceContract {

    private static final String VALUE = "test-value-7Q";

    /** Returns a source that holds exactly {@code secrets}. */
    protected abstract SecretSource createSource(Map<String, String> secrets) throws Exception;

    @Test
    void findsWhatItHolds() throws Exception {
        assertThat(createSource(Map.of("DB_PASSWORD", VALUE)).find("DB_PASSWORD"))
                .contains(Secret.of(VALUE));
    }

    @Test
    void findsNothingUnderAnotherName() throws Exception {
        assertThat(createSource(Map.of("DB_PASSWORD", VALUE)).find("SMTP_PASSWORD"))
                .isEmpty();
    }

    @Test
    void takesAnEmptyValueForNoValue() throws Exception {
        assertThat(createSource(Map.of("DB_PASSWORD", "")).find("DB_PASSWORD")).isEmpty();
    }

    @Test
    void keepsBlanksAndCharactersOutsideAscii() throws Exception {
        String value = "pass wörd – 密";

        assertThat(createSource(Map.of("DB_PASSWORD", value)).find("DB_PASSWORD"))
                .contains(Secret.of(value));
    }

    @Test
    void hasANameForMessages() throws Exception {
        assertThat(createSource(Map.of()).name()).isNotBlank();
    }

    @Test
    void listsNoNameThatItDoesNotHold() throws Exception {
        assertThat(createSource(Map.of("DB_PASSWORD", VALUE)).names()).isSubsetOf("DB_PASSWORD");
    }

    @Test
    void neverPrintsAValue() throws Exception {
        SecretSource source = createSource(Map.of("DB_PASSWORD", VALUE));

        assertThat(source + source.name() + source.find("DB_PASSWORD")).doesNotContain(VALUE);
    }

    @Test
    void refusesNull() throws Exception {
        SecretSource source = createSource(Map.of());

        assertThatNullPointerException().isThrownBy(() -> source.find(nothing()));
    }

    @SuppressWarnings("NullAway")
    private static String nothing() {
        return null;
    }
}
