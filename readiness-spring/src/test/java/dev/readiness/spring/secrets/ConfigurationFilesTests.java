package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.readiness.secrets.ConfigurationEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

class ConfigurationFilesTests {

    private static final String ON_CLASS_PATH = "--spring.config.location=classpath:secrets-rule/";

    @Test
    void readsPropertiesAndYamlOnTheClassPathWithTheirLines() {
        assertThat(entries(ON_CLASS_PATH, "--spring.profiles.active=yaml"))
                .extracting(ConfigurationEntry::name, ConfigurationEntry::location)
                .contains(
                        tuple("sms.api-key", "secrets-rule/application.properties:2"),
                        tuple("sms.secret", "secrets-rule/application-yaml.yml:2"));
    }

    @Test
    void givesTheTextOfTheFileAlthoughTheCommandLineOverridesIt() {
        assertThat(entries(ON_CLASS_PATH, "--sms.api-key=from-outside"))
                .filteredOn(entry -> entry.name().equals("sms.api-key"))
                .extracting(entry -> entry.text().reveal())
                .containsExactly("${SMS_API_KEY:test-fallback}");
    }

    @Test
    void readsFilesOfThePropertySourceAnnotation() {
        assertThat(entries(WithPropertySource.class, "--spring.config.location=optional:classpath:nowhere/"))
                .extracting(ConfigurationEntry::name, ConfigurationEntry::location)
                .contains(tuple("sms.api-key", "class path resource [secrets-rule/application.properties]"));
    }

    @Test
    void readsAnApplicationFileBelowTheWorkingDirectory() throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), "config");
        Path file = Files.writeString(folder.resolve("application.properties"), "sms.api-key=test-value");

        assertThat(entries("--spring.config.location=" + file))
                .extracting(ConfigurationEntry::location)
                .containsExactly("application.properties:1");
    }

    @Test
    void leavesOutAFileElsewhereOnTheDisk(@TempDir Path elsewhere) throws IOException {
        Path file = Files.writeString(elsewhere.resolve("application.properties"), "sms.api-key=test-value");

        assertThat(entries("--spring.config.location=" + file)).isEmpty();
    }

    @Test
    void leavesOutAFileOfSecretsThatTheApplicationImports() throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), "config");
        Path file = Files.writeString(folder.resolve("local.properties"), "sms.api-key=test-value");

        assertThat(entries("--spring.config.location=" + file)).isEmpty();
    }

    @Test
    void leavesOutWhatReadinessLoads(@TempDir Path secrets) throws IOException {
        Files.writeString(secrets.resolve("SMS_API_KEY"), "test-value");

        assertThat(entries(ON_CLASS_PATH, "--readiness.secrets.directories=" + secrets))
                .extracting(ConfigurationEntry::name)
                .containsExactly("sms.api-key");
    }

    private static List<ConfigurationEntry> entries(String... arguments) {
        return entries(EmptyConfiguration.class, arguments);
    }

    private static List<ConfigurationEntry> entries(Class<?> configuration, String... arguments) {
        SpringApplication application = new SpringApplication(configuration);
        application.setWebApplicationType(WebApplicationType.NONE);
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--spring.main.banner-mode=off"))
                .toArray(String[]::new);
        try (ConfigurableApplicationContext context = application.run(all)) {
            return new ConfigurationFiles(context.getEnvironment()).entries();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class EmptyConfiguration {}

    @Configuration(proxyBeanMethods = false)
    @PropertySource("classpath:secrets-rule/application.properties")
    static class WithPropertySource {}
}
