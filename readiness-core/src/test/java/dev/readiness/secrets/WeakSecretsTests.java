package dev.readiness.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All values are made up for these tests; none opens anything. */
class WeakSecretsTests {

    private static final Map<String, String> FAULTS = faults();

    private static Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        faults.put("missing.password", "");
        faults.put("missing.token", "");
        faults.put("missing.jwt-secret", "");
        faults.put("empty.password", "");
        faults.put("empty.api-key", "");
        faults.put("unresolved.password", "${DB_PASSWORD}");
        faults.put("unresolved.url-password", "prefix-${DB_PASSWORD}");
        faults.put("unresolved.token", "${A:${B}}");
        faults.put("placeholder.api-key", "<your-api-key>");
        faults.put("placeholder.token", "your-token-here");
        faults.put("placeholder.password", "********");
        faults.put("placeholder.secret", "TODO");
        faults.put("default.password", "postgres");
        faults.put("default.admin-password", "admin123");
        faults.put("default.store-password", "changeit");
        faults.put("default.redis-password", "guest");
        faults.put("default.password2", "Password1");
        faults.put("published.jwt-secret", "my-32-character-ultra-secure-and-ultra-long-secret");
        faults.put("published.signing-key", "your-256-bit-secret-key");
        faults.put("short.password", "k7Tz");
        faults.put("short.token", "9f86d0");
        faults.put("short.jwt-secret", "k7TzQ9f8");
        faults.put("short.encryption-key", "k7TzQ9f8x");
        faults.put("pattern.password", "aaaaaaaaaaaa");
        faults.put("pattern.token", "abcdefghijkl");
        return faults;
    }

    private static final SecretSource SOURCE = new SecretSource() {
        @Override
        public String name() {
            return "map of the test";
        }

        @Override
        public Optional<Secret> find(String name) {
            return Optional.ofNullable(FAULTS.get(name))
                    .filter(value -> !value.isEmpty())
                    .map(Secret::of);
        }
    };

    @Test
    void oneErrorNamesAllOf25FaultsEachWithThePlacesAndNoValue() {
        assertThat(FAULTS).hasSize(25);

        assertThatExceptionOfType(MissingSecretsException.class)
                .isThrownBy(() -> Secrets.load(
                        List.of(SOURCE, SecretSource.environment()),
                        SecretPolicy.strict(),
                        FAULTS.keySet().toArray(String[]::new)))
                .satisfies(ex -> {
                    assertThat(FAULTS.keySet())
                            .allSatisfy(name -> assertThat(ex.getMessage()).contains(name));
                    assertThat(ex.getMessage())
                            .contains("looked in [map of the test, environment]", "from map of the test");
                    assertThat(FAULTS.values())
                            .filteredOn(value -> value.length() > 4)
                            .allSatisfy(value -> assertThat(ex.getMessage())
                                    .doesNotContain("\"" + value)
                                    .doesNotContain(" " + value + " "));
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            db.password    | kV9-test-xq27
            api.key        | test-sms-key-not-a-real-one
            app.jwt-secret | kV9xq27LmT4wZ8pR
            """)
    void acceptsAStrongValue(String name, String value) {
        assertThat(SecretWeakness.of(name, value)).isEmpty();
    }

    @Test
    void saysWhatIsWrongAndWhatToDo() {
        assertThat(SecretPolicy.strict()
                        .problem("db.password", Secret.of("postgres"), "environment")
                        .orElseThrow())
                .isEqualTo(
                        "'db.password' from environment is a default that anybody would try first; set a random one, for"
                                + " example that of 'openssl rand -base64 32', or accept it with a reason");
    }

    @Test
    void acceptsAWeakValueThatHasAReason() {
        SecretPolicy policy = SecretPolicy.strict().accepting("default.password", "a throw-away database of the test");

        assertThat(Secrets.load(List.of(SOURCE), policy, "default.password").names())
                .containsExactly("default.password");
    }

    @Test
    void refusesAReasonThatSaysNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretPolicy.strict().accepting("db.password", " "))
                .withMessage("'reason' must say why a weak 'db.password' is accepted but is blank");
    }

    @Test
    void anyValueWillDoInDevelopment() {
        assertThat(Secrets.load(List.of(SOURCE), SecretPolicy.lenient(), "short.password")
                        .names())
                .hasSize(1);
    }
}
