package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.readiness.secrets.Secret;
import dev.readiness.secrets.SecretSource;
import dev.readiness.secrets.SecretSourceContract;
import dev.readiness.secrets.SecretSourceException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.config.ConfigDataResourceNotFoundException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** With Spring Vault against a stand-in that speaks the protocol. All values are made up for these tests. */
class VaultSecretSourceTests extends SecretSourceContract {

    private VaultStandIn vault;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        vault = new VaultStandIn();
    }

    @AfterEach
    void stop() {
        vault.close();
    }

    @Override
    protected SecretSource createSource(Map<String, String> secrets) {
        vault.secrets.put(
                "clinic",
                secrets.entrySet().stream()
                        .map(secret -> "\"" + secret.getKey() + "\":\"" + secret.getValue() + "\"")
                        .collect(Collectors.joining(",", "{", "}")));
        return source("token=" + VaultStandIn.TOKEN);
    }

    @Test
    void logsInByAppRoleOnce() {
        createSource(Map.of("A", "test-1", "B", "test-2"));
        VaultSecretSource source = source("login=approle", "role-id=test-role-id", "secret-id=test-secret-id");

        assertThat(source.find("A")).contains(Secret.of("test-1"));
        assertThat(source.find("B")).contains(Secret.of("test-2"));
        assertThat(source.names()).containsExactly("A", "B");

        assertThat(vault.reads).hasValue(1);
        now = now.plusSeconds(30);
        assertThat(source.find("A")).isPresent();
        assertThat(vault.reads).hasValue(2);
        assertThat(vault.logins).hasValue(1);
    }

    @Test
    void logsInWithTheServiceAccountOfKubernetes() throws IOException {
        createSource(Map.of("A", "test-1"));
        Path token = Files.writeString(folder.resolve("token"), "test-account-token");
        VaultSecretSource source = source("login=kubernetes", "role=test-role", "service-account-token=" + token);

        assertThat(source.find("A")).contains(Secret.of("test-1"));
    }

    @Test
    void logsInAnewWhenItsTokenIsNotValidAnyMore() {
        createSource(Map.of("A", "test-1"));
        VaultSecretSource source = source("login=approle", "role-id=test-role-id", "secret-id=test-secret-id");
        assertThat(source.find("A")).isPresent();
        vault.tokens.clear();
        createSource(Map.of("A", "test-2"));

        now = now.plusSeconds(30);

        assertThat(source.find("A")).contains(Secret.of("test-2"));
        assertThat(vault.logins).hasValue(2);
    }

    @Test
    void asksAgainOnlyWhenTheAnswerHasBecomeOldAFailureIncluded() {
        SecretSource source = createSource(Map.of("A", "test-1"));
        assertThat(source.find("A")).isPresent();
        vault.status = 503;
        assertThat(source.find("A")).isPresent();

        now = now.plusSeconds(30);
        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(SecretSourceException.class).isThrownBy(() -> source.find("A"));
        }
        assertThat(vault.reads).hasValue(2);

        vault.status = 200;
        now = now.plusSeconds(30);
        assertThat(source.find("A")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            503 | it is sealed, or not ready (503)
            403 | the token or role may not read it, or is not valid any more (403)
            429 | it is a standby and does not answer (429)
            500 | it answers 500
            """)
    void saysWhatIsWrongWithTheServerAndNeverTheToken(int status, String why) {
        SecretSource source = createSource(Map.of("A", "test-1"));
        vault.status = status;

        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> source.find("A"))
                .withMessage("Vault " + vault.uri() + ", secret/clinic cannot be read: " + why)
                .withNoCause();
    }

    @Test
    void saysThatTheServerIsSlowOrNotThere() throws IOException {
        createSource(Map.of("A", "test-1"));
        vault.slow = true;
        String why = "it cannot be reached, or does not answer within 100 ms";
        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() ->
                        source("token=" + VaultStandIn.TOKEN, "timeout=100ms").find("A"))
                .withMessageEndingWith(why);

        int unused;
        try (ServerSocket socket = new ServerSocket(0)) {
            unused = socket.getLocalPort();
        }
        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(
                        () -> source("token=" + VaultStandIn.TOKEN, "timeout=100ms", "uri=http://127.0.0.1:" + unused)
                                .find("A"))
                .withMessageEndingWith(why);
    }

    @Test
    void saysThatTheLoginIsRefusedAndNothingOfIt() {
        VaultSecretSource source = source("login=approle", "role-id=test-role-id", "secret-id=test-wrong");

        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> source.find("A"))
                .withMessage("Vault " + vault.uri() + ", secret/clinic cannot be read: it refuses the login (400)")
                .withNoCause();
    }

    @Test
    void saysThatAnAnswerIsNoneOfTheEngine() {
        vault.secrets.put("clinic", "\"test-value");

        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> source("token=" + VaultStandIn.TOKEN).find("A"))
                .withMessageContaining("cannot be read: its answer is not that of the key-value engine, version 2");
    }

    @Test
    void aSecretThatIsMissingOrDeletedIsNotThere() {
        assertThat(source("token=" + VaultStandIn.TOKEN).exists()).isFalse();
        vault.secrets.put("clinic", "deleted");
        assertThat(source("token=" + VaultStandIn.TOKEN).exists()).isFalse();
    }

    @Test
    void numbersAreTextsAndObjectsAreRefused() {
        vault.secrets.put("clinic", "{\"PIN\":4711,\"FLAG\":true,\"NONE\":null,\"OBJECT\":{\"a\":\"test-value\"}}");
        VaultSecretSource source = source("token=" + VaultStandIn.TOKEN);

        assertThat(source.find("PIN")).contains(Secret.of("4711"));
        assertThat(source.find("FLAG")).contains(Secret.of("true"));
        assertThat(source.find("NONE")).isEmpty();
        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> source.find("OBJECT"))
                .withMessageEndingWith("cannot give 'OBJECT': it is an object or a list, not a text");
    }

    @Test
    void saysWhichSettingIsMissing() {
        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> source("login=approle", "role-id=test-role-id", "secret-id=${NOWHERE}"))
                .withMessageContaining("set readiness.secrets.vault.secret-id");
        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> VaultSecretSource.of("clinic", settings("token=x")))
                .withMessageContaining("must name a mount and a path");
    }

    @Test
    void anApplicationImportsItWithATokenFromADirectory() throws IOException {
        createSource(Map.of("SMS_API_KEY", "test-value-of-the-gateway"));
        Files.writeString(folder.resolve("VAULT_TOKEN"), VaultStandIn.TOKEN);

        try (ConfigurableApplicationContext context = run("clinic")) {
            assertThat(context.getEnvironment().getProperty("sms.api-key")).isEqualTo("test-value-of-the-gateway");
        }
        assertThatExceptionOfType(ConfigDataResourceNotFoundException.class).isThrownBy(() -> run("absent"));
        vault.status = 403;
        assertThatExceptionOfType(SecretSourceException.class).isThrownBy(() -> run("clinic"));
    }

    private ConfigurableApplicationContext run(String path) {
        SpringApplication application = new SpringApplication(TestApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run(
                "--spring.config.import=readiness-secrets:directory:" + folder + ",readiness-secrets:vault:secret/"
                        + path,
                "--readiness.secrets.vault.uri=" + vault.uri(),
                "--readiness.secrets.vault.token=${VAULT_TOKEN}",
                "--spring.main.banner-mode=off");
    }

    private VaultSecretSource source(String... settings) {
        InstantSource clock = () -> now;
        return VaultSecretSource.of("secret/clinic", settings(settings), clock);
    }

    private SecretsProperties.Vault settings(String... settings) {
        Map<String, String> values = Stream.concat(Stream.of("uri=" + vault.uri()), Arrays.stream(settings))
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> "vault." + setting[0], setting -> setting[1], (a, b) -> b));
        return new Binder(new MapConfigurationPropertySource(values))
                .bind("vault", SecretsProperties.Vault.class)
                .get();
    }

    @Configuration(proxyBeanMethods = false)
    static class TestApplication {}
}
