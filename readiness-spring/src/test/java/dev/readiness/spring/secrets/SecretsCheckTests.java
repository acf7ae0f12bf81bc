package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** What keeps an application from starting. All values are made up for these tests; none opens anything. */
class SecretsCheckTests {

    @TempDir
    Path folder;

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void oneErrorNamesAllOf25PlantedFaultsWithEachPlaceAndTheFix(CapturedOutput output) throws IOException {
        secret("EMPTY_API_KEY", "\n");
        secret("NOT_RENDERED_PASSWORD", "${VAULT_PASSWORD}");
        secret("WAITING_TOKEN", "<your-token>");
        secret("POSTGRES_PASSWORD", "postgres");
        secret("COPIED_JWT_SECRET", "my-32-character-ultra-secure-and-ultra-long-secret");
        secret("SHORT_PASSWORD", "k7Tz");
        secret("SHORT_ENCRYPTION_KEY", "k7TzQ9f8x");
        secret("PATTERN_PASSWORD", "aaaaaaaaaaaa");
        secret("SEQUENCE_TOKEN", "abcdefghijkl");
        Files.write(directory().resolve("BINARY_TOKEN"), new byte[] {0, 1, 2, 3});
        Path configuration = configuration(
                "spring.config.import=readiness-secrets:directory:" + directory(),
                "readiness.secrets.required=missing.password,missing.api-key,missing.jwt-secret,empty.password,"
                        + "unresolved.password,EMPTY_API_KEY,NOT_RENDERED_PASSWORD,BINARY_TOKEN",
                "empty.password=",
                "unresolved.password=${UNRESOLVED_PASSWORD}",
                "spring.datasource.password=${DB_PASSWORD}",
                "mail.token=${MAIL_TOKEN}",
                "clinic.url=https://clinic:${URL_PASSWORD}@gateway",
                "nested.secret=${OUTER_SECRET:${INNER_SECRET}}",
                "waiting.token=${WAITING_TOKEN}",
                "placeholder.password=${PLACEHOLDER_PASSWORD:changeme}",
                "default.admin-password=${ADMIN_PASSWORD:admin123}",
                "default.store-password=${STORE_PASSWORD:changeit}",
                "default.db-password=${POSTGRES_PASSWORD}",
                "published.jwt-secret=${COPIED_JWT_SECRET}",
                "published.signing-key=${SIGNING_KEY:your-256-bit-secret-key}",
                "short.password=${SHORT_PASSWORD}",
                "short.key=${SHORT_ENCRYPTION_KEY}",
                "short.api-key=${SHORT_API_KEY:9f86d0}",
                "pattern.password=${PATTERN_PASSWORD}",
                "sequence.token=${SEQUENCE_TOKEN}",
                "todo.secret=${TODO_SECRET:TODO}",
                "clinic.name=${CLINIC_NAME:Test}",
                "clinic.port=${CLINIC_PORT}",
                "fine.password=${FINE_PASSWORD:k7TzQ9f8-test-value}",
                "may-be-empty.password=${H2_PASSWORD:}");

        assertThatExceptionOfType(SecretFaultsException.class)
                .isThrownBy(() -> run(configuration, "--spring.profiles.active=prod"))
                .withMessageStartingWith("25 secrets are missing or must not be used:\n")
                .satisfies(ex -> assertThat(List.of(
                                "missing.password: has no value",
                                "missing.api-key: has no value",
                                "missing.jwt-secret: has no value",
                                "empty.password: is empty in URL [",
                                "unresolved.password: nothing resolves ${UNRESOLVED_PASSWORD}",
                                "EMPTY_API_KEY: has no value",
                                "NOT_RENDERED_PASSWORD: is a placeholder that nothing resolves",
                                "BINARY_TOKEN: directory " + directory()
                                        + " cannot give 'BINARY_TOKEN': it is binary, not text",
                                "spring.datasource.password: nothing resolves ${DB_PASSWORD}",
                                "mail.token: nothing resolves ${MAIL_TOKEN}",
                                "clinic.url: nothing resolves ${URL_PASSWORD}",
                                "nested.secret: nothing resolves ${OUTER_SECRET}",
                                "WAITING_TOKEN: is a text that waits to be replaced; it comes from directory "
                                        + directory() + ", which waiting.token reads",
                                "PLACEHOLDER_PASSWORD: is a default that anybody would try first; it comes from the"
                                        + " default of ${PLACEHOLDER_PASSWORD} in",
                                "ADMIN_PASSWORD: is a default",
                                "STORE_PASSWORD: is a default",
                                "POSTGRES_PASSWORD: is a default",
                                "COPIED_JWT_SECRET: is a key that tutorials publish",
                                "SIGNING_KEY: is a text that waits to be replaced",
                                "SHORT_PASSWORD: is too short (at least 8 characters)",
                                "SHORT_ENCRYPTION_KEY: is too short (at least 16 characters)",
                                "SHORT_API_KEY: is too short",
                                "PATTERN_PASSWORD: is made of a pattern",
                                "SEQUENCE_TOKEN: is made of a pattern",
                                "TODO_SECRET: is a text that waits to be replaced"))
                        .hasSize(25)
                        .allSatisfy(fault -> assertThat(ex.getMessage()).contains("\n  " + fault)))
                .satisfies(ex -> assertThat(ex.getMessage())
                        .contains("looked in: argument --DB_PASSWORD, system property DB_PASSWORD, environment variable"
                                + " DB_PASSWORD, directory " + directory() + ", file [" + configuration + "]")
                        .contains("to do: set the environment variable DB_PASSWORD, or put the value into a file"
                                + " 'DB_PASSWORD' of directory " + directory()
                                + "; if the application can do without it, write a default into the placeholder")
                        .contains("readiness.secrets.accepted-weak[SHORT_PASSWORD]=<reason>")
                        .contains(configuration + "] - 5:28")
                        .doesNotContain("admin123", "changeit", "k7Tz", "9f86d0", "aaaa", "ultra-secure", "VAULT"));

        assertThat(output)
                .contains("APPLICATION FAILED TO START", "25 secrets are missing")
                .doesNotContain("\tat ");
    }

    @Test
    void withoutConfigurationOfSecretsAPlaceholderThatNothingResolvesIsLeftToSpring() throws IOException {
        Path configuration = configuration("spring.datasource.password=${DB_PASSWORD}", "admin.password=${P:admin}");

        run(configuration, "--spring.profiles.active=prod").close();
    }

    @Test
    void inDevelopmentAndWithoutProfilesWeakSecretsAreNoFaultButMissingOnesAre() throws IOException {
        Path weak =
                configuration("readiness.secrets.required=admin.password", "admin.password=${ADMIN_PASSWORD:admin}");

        run(weak).close();
        run(weak, "--spring.profiles.active=prod,dev").close();
        assertThatExceptionOfType(SecretFaultsException.class)
                .isThrownBy(() -> run(weak, "--readiness.secrets.refuse-weak=true"));
        assertThatExceptionOfType(SecretFaultsException.class)
                .isThrownBy(() -> run(weak, "--spring.profiles.active=dev", "--db.password=${DB_PASSWORD}"))
                .withMessageStartingWith("One secret is missing or must not be used:\n  db.password: nothing resolves");
    }

    @Test
    void aWeakSecretWithAReasonIsAccepted() throws IOException {
        Path configuration = configuration(
                "readiness.secrets.accepted-weak[ADMIN_PASSWORD]=a stand-in that opens nothing",
                "admin.password=${ADMIN_PASSWORD:admin}");

        run(configuration, "--spring.profiles.active=prod").close();
    }

    @Test
    void placeholdersAreNotLookedAtWhereThatIsSwitchedOff() throws IOException {
        Path configuration = configuration(
                "readiness.secrets.check-placeholders=false", "spring.datasource.password=${DB_PASSWORD}");

        run(configuration).close();
    }

    @Test
    void aNameThatOnlyLooksTheSameIsPointedOut() throws IOException {
        secret("db-password", "test-value-of-the-database");
        Path configuration = configuration(
                "spring.config.import=readiness-secrets:directory:" + directory(),
                "spring.datasource.password=${DB_PASSWORD}");

        assertThatExceptionOfType(SecretFaultsException.class)
                .isThrownBy(() -> run(configuration))
                .withMessageContaining("(directory " + directory() + " has 'db-password', which is another name)");
    }

    @Test
    void aPlaceholderThatSomethingStrongerOverridesAsksForNothing() throws IOException {
        Path configuration =
                configuration("readiness.secrets.enabled=true", "spring.datasource.password=${DB_PASSWORD}");

        run(configuration, "--spring.datasource.password=test-value-of-the-database")
                .close();
    }

    @Test
    void onePlaceholderInManyPropertiesIsOneFault() throws IOException {
        Path configuration = configuration(
                "readiness.secrets.enabled=true",
                "spring.datasource.password=${DB_PASSWORD}",
                "spring.flyway.password=${DB_PASSWORD}",
                "escaped.password=\\\\${DB_PASSWORD2}");

        assertThatExceptionOfType(SecretFaultsException.class)
                .isThrownBy(() -> run(configuration))
                .withMessageStartingWith("One secret is missing");
    }

    @Test
    void whatIsNoSecretIsNoFault() throws IOException {
        Path configuration = configuration(
                "readiness.secrets.enabled=true",
                "clinic.base-url=${BASE_URL}",
                "spring.security.oauth2.client.provider.clinic.token-uri=${TOKEN_URI}",
                "clinic.password-encoder=${ENCODER}",
                "clinic.password-reset.url=${RESET_URL}",
                "clinic.primary-key=${PRIMARY_KEY}");

        run(configuration).close();
    }

    private Path directory() {
        return folder.resolve("secrets");
    }

    private void secret(String name, String value) throws IOException {
        Files.createDirectories(directory());
        Files.writeString(directory().resolve(name), value);
    }

    private Path configuration(String... lines) throws IOException {
        return Files.write(folder.resolve("application.properties"), List.of(lines));
    }

    private static ConfigurableApplicationContext run(Path configuration, String... arguments) {
        SpringApplication application = new SpringApplication(TestApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--spring.main.banner-mode=off");
        all.add("--spring.config.location=" + configuration);
        return application.run(all.toArray(String[]::new));
    }

    @Configuration(proxyBeanMethods = false)
    static class TestApplication {}
}
