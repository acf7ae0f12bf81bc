package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.readiness.secrets.SecretSourceException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.config.ConfigDataLocationNotFoundException;
import org.springframework.boot.context.config.ConfigDataResourceNotFoundException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** {@code spring.config.import=readiness-secrets:…}. All values are made up for these tests; none opens anything. */
class SecretsImportTests {

    @TempDir
    Path folder;

    @Test
    void placeholdersConfigurationPropertiesAndValuesJustWork() throws IOException {
        secret("db.password", "test-value-of-the-database\n");
        secret("SMS_API_KEY", "test-value-of-the-gateway");
        Path configuration = configuration(
                "spring.config.import=readiness-secrets:directory:" + directory(),
                "clinic.url=https://x:${db.password}@h");

        try (ConfigurableApplicationContext context = run("--spring.config.location=" + configuration)) {
            assertThat(context.getEnvironment().getProperty("clinic.url"))
                    .isEqualTo("https://x:test-value-of-the-database@h");
            assertThat(context.getBean(Sms.class).apiKey()).isEqualTo("test-value-of-the-gateway");
            assertThat(context.getBean(TestApplication.class).password).isEqualTo("test-value-of-the-database");
            assertThat(context.getEnvironment().getProperty("sms.api-key")).isEqualTo("test-value-of-the-gateway");
        }
    }

    @Test
    void theOriginOfAValueIsKnownAndHoldsNoValue() throws IOException {
        secret("SMS_API_KEY", "test-value-of-the-gateway");

        try (ConfigurableApplicationContext context = run(importing("directory:" + directory()))) {
            assertThat(ConfigurationPropertySources.get(context.getEnvironment()))
                    .extracting(source -> source.getConfigurationProperty(ConfigurationPropertyName.of("sms.api-key")))
                    .filteredOn(property -> property != null)
                    .singleElement()
                    .satisfies(property -> assertThat(property.getOrigin()).hasToString("directory " + directory()));
        }
    }

    @Test
    void aSecretIsAValueAndNotATextWithPlaceholders() throws IOException {
        secret("db.password", "a${b}c${user.name}");
        Path configuration = configuration(
                "spring.config.import=readiness-secrets:directory:" + directory(),
                "clinic.url=${inner}",
                "inner=<${db.password}>");

        try (ConfigurableApplicationContext context = run("--spring.config.location=" + configuration)) {
            assertThat(context.getEnvironment().getProperty("db.password")).isEqualTo("a${b}c${user.name}");
            assertThat(context.getEnvironment().getProperty("clinic.url")).isEqualTo("<a${b}c${user.name}>");
            assertThat(context.getBean(TestApplication.class).password).isEqualTo("a${b}c${user.name}");
            assertThat(context.getBean(Db.class).password()).isEqualTo("a${b}c${user.name}");
        }
    }

    @Test
    void theImportWinsOverTheFileThatNamesItAndLosesToTheCommandLine() throws IOException {
        secret("a", "from-import");
        secret("b", "from-import");
        Path configuration = configuration(
                "spring.config.import=readiness-secrets:directory:" + directory(), "a=file", "b=file", "c=file");

        try (ConfigurableApplicationContext context =
                run("--spring.config.location=" + configuration, "--b=command-line")) {
            assertThat(List.of("a", "b", "c"))
                    .map(context.getEnvironment()::getProperty)
                    .containsExactly("from-import", "command-line", "file");
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void theLogHidesWhatWasImported(CapturedOutput output) throws IOException {
        secret("SMS_API_KEY", "test-of-the-import-4f9c1d");

        try (ConfigurableApplicationContext context = run(importing("directory:" + directory()))) {
            LoggerFactory.getLogger("clinic")
                    .warn("key {}", context.getEnvironment().getProperty("sms.api-key"));
        }

        assertThat(output).contains("key [redacted]").doesNotContain("4f9c1d");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aDirectoryThatDoesNotExistStopsTheStartUnlessItIsOptional(CapturedOutput output) {
        String absent = "readiness-secrets:directory:" + folder.resolve("absent");

        assertThatExceptionOfType(ConfigDataResourceNotFoundException.class)
                .isThrownBy(() -> run("--spring.config.import=" + absent));
        assertThat(output).contains("Config data resource 'secrets of directory:" + folder.resolve("absent"));

        run("--spring.config.import=optional:" + absent).close();
    }

    @Test
    void credentialsOfSystemdAreOptionalWhereThereAreNone() {
        assertThatExceptionOfType(ConfigDataLocationNotFoundException.class)
                .isThrownBy(() -> run(importing("systemd")));

        run("--spring.config.import=optional:readiness-secrets:systemd").close();
    }

    @Test
    void credentialsOfSystemdAreTheFilesOfTheDirectoryThatTheVariableNames() throws IOException {
        secret("DB_PASSWORD", "test-value");

        SecretsLocation location = SecretsLocation.of("systemd", directory());

        assertThat(new SecretsOpener(new Binder()).open(location).orElseThrow().names())
                .containsExactly("DB_PASSWORD");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void anImportThatNobodyUnderstandsSaysWhatToWrite(CapturedOutput output) {
        assertThatExceptionOfType(SecretSourceException.class).isThrownBy(() -> run(importing("/run/secrets")));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains(
                        "names 'readiness-secrets:/run/secrets', which is none of readiness-secrets:directory:<path>");
    }

    @Test
    void namesThatDifferInCaseOnlyAreRefused() throws IOException {
        secret("DB_PASSWORD", "test-value-1");
        secret("db_password", "test-value-2");

        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> run("--spring.config.import=optional:readiness-secrets:directory:" + directory()))
                .withMessage("directory " + directory()
                        + " has both 'DB_PASSWORD' and 'db_password', which differ in case only; remove one of them");
    }

    @Test
    void aDotenvFileIsReadWithoutProfilesAndInDevelopment() throws IOException {
        Path file = Files.writeString(folder.resolve(".env"), "SMS_API_KEY='test-value' # mine\n");

        for (String profiles : List.of("", "dev", "postgres,local")) {
            try (ConfigurableApplicationContext context =
                    run(importing("dotenv:" + file), "--spring.profiles.active=" + profiles)) {
                assertThat(context.getBean(Sms.class).apiKey()).isEqualTo("test-value");
            }
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aDotenvFileIsRefusedInProduction(CapturedOutput output) throws IOException {
        Path file = Files.writeString(folder.resolve(".env"), "SMS_API_KEY=test-value\n");
        Path configuration = configuration(
                "spring.config.import=optional:readiness-secrets:dotenv:" + file, "spring.profiles.active=prod");

        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> run("--spring.config.location=" + configuration))
                .withMessageContaining("is for development only, and the active profiles [prod] are none of [dev,"
                        + " development, local, test]")
                .withMessageContaining("application.properties] - 1:22)");
        assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain("test-value");

        run("--spring.config.location=" + configuration, "--readiness.secrets.development-profiles=prod")
                .close();
    }

    @Test
    void aKeyStoreOpensWithAPasswordFromADirectory() throws Exception {
        secret("STORE_PASSWORD", "test-store-password");
        Path file = keyStore("sms.api-key", "test-value");
        Path configuration = configuration(
                "spring.config.import=readiness-secrets:directory:" + directory() + ",readiness-secrets:keystore:"
                        + file,
                "readiness.secrets.key-store-password=${STORE_PASSWORD}");

        try (ConfigurableApplicationContext context = run("--spring.config.location=" + configuration)) {
            assertThat(context.getBean(Sms.class).apiKey()).isEqualTo("test-value");
        }
    }

    @Test
    void aKeyStoreWithoutAPasswordSaysWhichPropertyToSet() throws Exception {
        Path file = keyStore("sms.api-key", "test-value");

        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> run(importing("keystore:" + file)))
                .withMessageContaining("' cannot be opened: set readiness.secrets.key-store-password");
    }

    @Test
    void anEncryptedFileOpensWithAKeyFromADirectoryAndStopsTheStartWithAnother() throws Exception {
        Path file = folder.resolve("secrets.enc");
        Files.createDirectories(Path.of(directory()));
        Path key = Path.of(directory(), "CLINIC_KEY");
        command(null, "", "new-key", key.toString());
        command(key, "test-value\n", "set", file.toString(), "sms.api-key");
        Path configuration = configuration(
                "spring.config.import=readiness-secrets:directory:" + directory() + ",readiness-secrets:encrypted:"
                        + file,
                "readiness.secrets.encryption-key=${CLINIC_KEY}");

        try (ConfigurableApplicationContext context = run("--spring.config.location=" + configuration)) {
            assertThat(context.getBean(Sms.class).apiKey()).isEqualTo("test-value");
        }

        Files.delete(key);
        command(null, "", "new-key", key.toString());
        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> run("--spring.config.location=" + configuration))
                .withMessage("encrypted file " + file + " cannot give 'sms.api-key': the key does not open it; it was"
                        + " encrypted with another, under another name, or changed");
    }

    private static void command(@Nullable Path key, String input, String... arguments) throws Exception {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.readiness.secrets.EncryptedSecretsCommand"));
        java.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(java).redirectErrorStream(true);
        if (key != null) {
            builder.environment().put("READINESS_SECRETS_KEY", Files.readString(key));
        }
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).doesNotContain("test-value");
    }

    @Test
    void nothingIsImportedWhereSecretsAreSwitchedOff() throws IOException {
        secret("SMS_API_KEY", "test-value");

        try (ConfigurableApplicationContext context =
                run(importing("directory:" + directory()), "--readiness.secrets.enabled=false")) {
            assertThat(context.getEnvironment().containsProperty("SMS_API_KEY")).isFalse();
        }
    }

    @Test
    void directoriesThatAreConfiguredAreLoadedBesideThoseThatAreImported() throws IOException {
        secret("a", "from-import");
        secret("b", "from-import");
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("b"), "from-directory");

        try (ConfigurableApplicationContext context =
                run(importing("directory:" + directory()), "--readiness.secrets.directories=" + other)) {
            assertThat(List.of("a", "b"))
                    .map(context.getEnvironment()::getProperty)
                    .containsExactly("from-import", "from-directory");
        }
    }

    @Test
    void aSecretNamesNoProfileAndNoFurtherImport() throws IOException {
        secret("spring.profiles.active", "prod");
        secret("spring.config.import", "file:/absent.properties");

        try (ConfigurableApplicationContext context = run(importing("directory:" + directory()))) {
            assertThat(context.getEnvironment().getActiveProfiles()).isEmpty();
        }
    }

    private Path keyStore(String name, String value) throws Exception {
        char[] password = "test-store-password".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setEntry(
                name,
                new KeyStore.SecretKeyEntry(new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), "AES")),
                new KeyStore.PasswordProtection(password));
        Path file = folder.resolve("secrets.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        return file;
    }

    private String directory() {
        return folder.resolve("secrets").toString();
    }

    private void secret(String name, String value) throws IOException {
        Files.createDirectories(Path.of(directory()));
        Files.writeString(Path.of(directory(), name), value);
    }

    private Path configuration(String... lines) throws IOException {
        return Files.write(folder.resolve("application.properties"), List.of(lines));
    }

    private static String importing(String location) {
        return "--spring.config.import=readiness-secrets:" + location;
    }

    private static ConfigurableApplicationContext run(String... arguments) {
        SpringApplication application = new SpringApplication(TestApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--spring.main.banner-mode=off");
        return application.run(all.toArray(String[]::new));
    }

    @ConfigurationProperties("sms")
    record Sms(String apiKey) {}

    @ConfigurationProperties("db")
    record Db(String password) {}

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({Sms.class, Db.class})
    static class TestApplication {

        @Value("${db.password:}")
        String password = "";
    }
}
