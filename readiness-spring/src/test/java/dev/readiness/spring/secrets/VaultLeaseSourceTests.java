package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.readiness.secrets.Secret;
import dev.readiness.secrets.SecretSourceException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.Configuration;

/** With Spring Vault against a stand-in that speaks the protocol. All values are made up for these tests. */
class VaultLeaseSourceTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private VaultStandIn vault;
    private Instant now = START;

    @BeforeEach
    void start() throws IOException {
        vault = new VaultStandIn();
    }

    @AfterEach
    void stop() {
        vault.close();
    }

    @Test
    void borrowsOnceAndNamesWhatItGot() {
        VaultLeaseSource source = source();

        assertThat(source.names()).containsExactly("db.password", "db.username");
        assertThat(source.find("db.username")).contains(Secret.of("test-user-1"));
        assertThat(source.find("db.password")).contains(Secret.of("test-password-1"));
        assertThat(source.find("password")).isEmpty();
        assertThat(source.find("other.password")).isEmpty();
        assertThat(source.changedAt("db.password")).contains(START);
        assertThat(vault.loans).hasValue(1);
        assertThat(source).hasToString("Vault " + vault.uri() + ", lease of database/creds/clinic");
    }

    @Test
    void extendsWhenTwoThirdsAreOver() {
        VaultLeaseSource source = source();
        assertThat(source.exists()).isTrue();

        for (int i = 1; i <= 5; i++) {
            pass(Duration.ofSeconds(2399));
            assertThat(source.find("db.password")).contains(Secret.of("test-password-1"));
            assertThat(vault.extensions).hasValue(i - 1);
            pass(Duration.ofSeconds(1));
            assertThat(source.find("db.password")).contains(Secret.of("test-password-1"));
            assertThat(source.find("db.username")).contains(Secret.of("test-user-1"));
            assertThat(vault.extensions).hasValue(i);
        }
        assertThat(vault.loans).hasValue(1);
    }

    @Test
    void borrowsAnewWhenTheLongestTimeIsNear() {
        VaultLeaseSource source = source();
        assertThat(source.exists()).isTrue();
        vault.extension = 1300;

        pass(Duration.ofSeconds(2400));

        assertThat(source.find("db.password")).contains(Secret.of("test-password-2"));
        assertThat(source.find("db.username")).contains(Secret.of("test-user-2"));
    }

    @Test
    void borrowsAnewWhatCannotBeExtended() {
        vault.extendable = false;
        VaultLeaseSource source = source();
        assertThat(source.exists()).isTrue();

        pass(Duration.ofSeconds(2400));

        assertThat(source.find("db.password")).contains(Secret.of("test-password-2"));
        assertThat(vault.extensions).hasValue(0);
    }

    @Test
    void borrowsAnewWhatSomebodyTookBack() {
        VaultLeaseSource source = source();
        assertThat(source.exists()).isTrue();
        vault.extendable = false; // the server says so only now

        pass(Duration.ofSeconds(2400));

        assertThat(source.find("db.password")).contains(Secret.of("test-password-2"));
        assertThat(vault.extensions).hasValue(1);
    }

    @Test
    void logsInAndBorrowsAnewBeforeItsLoginEnds() {
        vault.lifetime = 900;
        VaultLeaseSource source = source("login=approle", "role-id=test-role-id", "secret-id=test-secret-id");
        assertThat(source.exists()).isTrue();

        pass(Duration.ofSeconds(599));
        assertThat(source.find("db.password")).contains(Secret.of("test-password-1"));
        pass(Duration.ofSeconds(1));
        assertThat(source.find("db.password")).contains(Secret.of("test-password-2"));

        assertThat(vault.logins).hasValue(2);
        assertThat(vault.extensions).hasValue(0);
    }

    @Test
    void aServerInTroubleIsLeftAloneForAWhileAndAskedAgainBeforeTheEnd() {
        VaultLeaseSource source = source();
        assertThat(source.exists()).isTrue();
        vault.status = 503;
        pass(Duration.ofSeconds(2400));
        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(SecretSourceException.class)
                    .isThrownBy(() -> source.find("db.password"))
                    .withMessage("Vault " + vault.uri()
                            + ", lease of database/creds/clinic cannot be read: it is sealed, or not ready (503)")
                    .withNoCause();
        }
        vault.status = 200;
        assertThatExceptionOfType(SecretSourceException.class).isThrownBy(() -> source.find("db.password"));

        pass(Duration.ofSeconds(30));

        assertThat(source.find("db.password")).contains(Secret.of("test-password-1"));
        assertThat(vault.extensions).hasValue(1);
    }

    @Test
    void anObjectIsRefusedRatherThanPrinted() {
        vault.lender = number -> "{\"ca\":{\"pem\":\"test-value\"}}";

        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> source().find("db.ca"))
                .withMessageEndingWith("cannot give 'db.ca': it is an object or a list, not a text");
    }

    @Test
    void isNotThereWhereNothingIsLent() {
        assertThat(VaultLeaseSource.of("db=database/creds/other", settings(), () -> now)
                        .exists())
                .isFalse();
    }

    @Test
    void saysThatASecretOfAnotherEngineIsNotLent() {
        vault.length = 0;

        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> source().exists())
                .withMessageContaining("import it as readiness-secrets:vault:database/creds/clinic")
                .withMessageNotContaining("test-password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "database/creds/clinic",
                "=database/creds/clinic",
                "a b=database/creds/clinic",
                "db=database",
                "db=a/"
            })
    void saysHowAPlaceIsWritten(String place) {
        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> VaultLeaseSource.of(place, settings()))
                .withMessageContaining("vault-lease:" + place + "'")
                .withMessageContaining("readiness-secrets:vault-lease:db=database/creds/clinic");
    }

    @Test
    void anApplicationThatDoesNotFollowItIsNotStarted() {
        SpringApplication application = new SpringApplication(TestApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);

        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> application.run(
                        "--spring.config.import=readiness-secrets:vault-lease:db=database/creds/clinic",
                        "--readiness.secrets.vault.uri=" + vault.uri(),
                        "--readiness.secrets.vault.token=" + VaultStandIn.TOKEN,
                        "--spring.main.banner-mode=off"))
                .withMessageEndingWith("set readiness.secrets.rotation.enabled=true, so that it is followed");
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private VaultLeaseSource source(String... settings) {
        InstantSource clock = () -> now;
        return VaultLeaseSource.of("db=database/creds/clinic", settings(settings), clock);
    }

    private SecretsProperties.Vault settings(String... settings) {
        Map<String, String> values = Stream.concat(
                        Stream.of("uri=" + vault.uri(), "token=" + VaultStandIn.TOKEN), Arrays.stream(settings))
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> "vault." + setting[0], setting -> setting[1], (a, b) -> b));
        return new Binder(new MapConfigurationPropertySource(values))
                .bind("vault", SecretsProperties.Vault.class)
                .get();
    }

    @Configuration(proxyBeanMethods = false)
    static class TestApplication {}
}
