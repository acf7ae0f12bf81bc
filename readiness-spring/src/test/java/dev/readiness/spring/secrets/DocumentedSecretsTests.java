package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** docs/secrets.md: what it shows works, and it shows every setting. */
class DocumentedSecretsTests {

    private static final Path PAGE = Path.of("../docs/secrets.md");

    @TempDir
    Path folder;

    @Test
    void theFirstExampleWorksWithADirectoryWithADotenvFileAndFailsAsShownWithNeither() throws IOException {
        String page = Files.readString(PAGE);
        Path secrets = folder.resolve("run-secrets");
        Path dotenv = folder.resolve(".env");
        Path configuration = Files.writeString(
                folder.resolve("application.properties"),
                block(page, "## With Spring Boot", "properties")
                        .replace("/run/secrets", secrets.toString())
                        .replace("dotenv:.env", "dotenv:" + dotenv));

        assertThatExceptionOfType(SecretFaultsException.class)
                .isThrownBy(() -> run(configuration))
                .satisfies(ex -> assertThat(ex.getMessage())
                        .contains("spring.datasource.password: nothing resolves ${DB_PASSWORD} in ")
                        .contains("and its text would be the secret"));
        assertThat(block(page, "## How it fails", ""))
                .contains("spring.datasource.password: nothing resolves ${DB_PASSWORD} in ")
                .contains("and its text would be the secret");

        Files.writeString(dotenv, "SMS_API_KEY=test-sms-key\nDB_PASSWORD=test-of-the-database\n");
        assertThat(values(configuration)).containsExactly("test-sms-key", "test-of-the-database");

        Files.delete(dotenv);
        Files.createDirectory(secrets);
        Files.writeString(secrets.resolve("SMS_API_KEY"), "test-other-key\n");
        Files.writeString(secrets.resolve("DB_PASSWORD"), "test-other-password\n");
        assertThat(values(configuration)).containsExactly("test-other-key", "test-other-password");
    }

    @Test
    void everySettingIsThere() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(Stream.of(
                                names("readiness.secrets.", SecretsProperties.class),
                                names("readiness.secrets.rotation.", SecretsProperties.Rotation.class))
                        .flatMap(List::stream)
                        .filter(name -> !name.endsWith(".rotation") && !name.endsWith(".vault")))
                .allSatisfy(name -> assertThat(page).contains(name));
        assertThat(names("", SecretsProperties.Vault.class))
                .allSatisfy(name -> assertThat(page).contains(name));
    }

    private static List<String> names(String prefix, Class<?> settings) {
        return Arrays.stream(settings.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> prefix + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Returns the first block of that language behind a heading. */
    private static String block(String page, String heading, String language) {
        String fence = "```" + language + "\n";
        int begin = page.indexOf(fence, page.indexOf(heading + "\n")) + fence.length();
        return page.substring(begin, page.indexOf("```", begin));
    }

    private static List<String> values(Path configuration) {
        try (ConfigurableApplicationContext context = run(configuration)) {
            return Stream.of("sms.api-key", "spring.datasource.password")
                    .map(context.getEnvironment()::getRequiredProperty)
                    .toList();
        }
    }

    private static ConfigurableApplicationContext run(Path configuration) {
        SpringApplication application = new SpringApplication(TestApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run("--spring.config.location=" + configuration, "--spring.main.banner-mode=off");
    }

    @Configuration(proxyBeanMethods = false)
    static class TestApplication {}
}
