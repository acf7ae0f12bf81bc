package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.readiness.secrets.Secret;
import dev.readiness.secrets.SecretSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.ClassUtils;

class SecretsInEnvironmentTests {

    @TempDir
    Path folder;

    @Test
    void aFileOfTheDirectoryAnswersAPlaceholder() throws IOException {
        Files.writeString(folder.resolve("SMS_API_KEY"), "from-directory\n");

        try (ConfigurableApplicationContext context = run(directories(), "--sms.api-key=${SMS_API_KEY}")) {
            assertThat(context.getEnvironment().getProperty("sms.api-key")).isEqualTo("from-directory");
        }
    }

    @Test
    void aFileOfTheDirectoryBindsInRelaxedForm() throws IOException {
        Files.writeString(folder.resolve("sms.api-key"), "from-directory");

        try (ConfigurableApplicationContext context = run(directories())) {
            assertThat(Binder.get(context.getEnvironment())
                            .bind("sms.api-key", String.class)
                            .get())
                    .isEqualTo("from-directory");
        }
    }

    @Test
    void directoriesWinOverFilesAndBothOverConfigurationFiles() throws IOException {
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("a"), "in-directory");
        Path file = Files.writeString(folder.resolve("s.properties"), "a=in-file\nb=in-file");
        Path configuration =
                Files.writeString(folder.resolve("application.properties"), "a=config\nb=config\nc=config");

        try (ConfigurableApplicationContext context = run(
                "--spring.config.location=" + configuration,
                "--readiness.secrets.directories=" + secrets,
                "--readiness.secrets.files=" + file)) {
            assertThat(List.of("a", "b", "c"))
                    .map(context.getEnvironment()::getProperty)
                    .containsExactly("in-directory", "in-file", "config");
        }
    }

    @Test
    void theConfigurationFilesMaySayWhereTheSecretsAre() throws IOException {
        Files.writeString(folder.resolve("SMS_API_KEY"), "from-directory");
        Path configuration =
                Files.writeString(folder.resolve("application.properties"), "readiness.secrets.directories=" + folder);

        try (ConfigurableApplicationContext context = run("--spring.config.location=" + configuration)) {
            assertThat(context.getEnvironment().getProperty("SMS_API_KEY")).isEqualTo("from-directory");
        }
    }

    @Test
    void theCommandLineWinsOverADirectory() throws IOException {
        Files.writeString(folder.resolve("SMS_API_KEY"), "from-directory");

        try (ConfigurableApplicationContext context = run(directories(), "--SMS_API_KEY=from-command-line")) {
            assertThat(context.getEnvironment().getProperty("SMS_API_KEY")).isEqualTo("from-command-line");
        }
    }

    @Test
    void anEnvironmentVariableWinsOverADirectory() throws IOException {
        Files.writeString(folder.resolve("SMS_API_KEY"), "from-directory");
        ConfigurableEnvironment environment = environment(Map.of("SMS_API_KEY", "from-environment"));

        SecretsInEnvironment.load(environment);

        assertThat(environment.getProperty("SMS_API_KEY")).isEqualTo("from-environment");
    }

    @Test
    void anEnvironmentVariableIsFoundUnderADottedRequiredName() {
        ConfigurableEnvironment environment = environment(Map.of("SMS_API_KEY", "from-environment"));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("readiness.secrets.required", "sms.api.key")));

        SecretsInEnvironment.load(environment);

        assertThat(environment.getProperty("sms.api.key")).isEqualTo("from-environment");
    }

    @Test
    void whatLooksLikeAPlaceholderInAnEnvironmentVariableIsNotShown() {
        ConfigurableEnvironment environment = environment(Map.of("SMS_API_KEY", "test-${part-of-the-value}"));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("readiness.secrets.required", "SMS_API_KEY")));

        assertThatExceptionOfType(SecretFaultsException.class)
                .isThrownBy(() -> SecretsInEnvironment.load(environment))
                .withMessageContaining("SMS_API_KEY: nothing resolves a placeholder in ")
                .satisfies(ex -> assertThat(ex).hasNoCause().message().doesNotContain("part-of-the-value"));
    }

    @Test
    void loadsOnceAlthoughBothProcessorsRun() throws IOException {
        Files.writeString(folder.resolve("KEY"), "value");
        ConfigurableEnvironment environment = environment(Map.of());

        SecretsInEnvironment.load(environment);
        SecretsInEnvironment.load(environment);

        assertThat(environment.getPropertySources().stream())
                .filteredOn(SecretPropertySource.class::isInstance)
                .hasSize(1);
    }

    @Test
    void changesNothingWhenNothingIsConfigured() {
        StandardEnvironment environment = new StandardEnvironment();

        SecretsInEnvironment.load(environment);

        assertThat(environment.getPropertySources())
                .containsExactlyElementsOf(new StandardEnvironment().getPropertySources());
    }

    @Test
    void loadsNothingWhenItIsSwitchedOff() throws IOException {
        Files.writeString(folder.resolve("KEY"), "value");

        try (ConfigurableApplicationContext context =
                run(directories(), "--readiness.secrets.enabled=false", "--readiness.secrets.required=ABSENT")) {
            assertThat(context.getEnvironment().getProperty("KEY")).isNull();
        }
    }

    @Test
    void startFailsBeforeAnyBeanAndNamesEverythingThatIsMissing() throws IOException {
        Files.writeString(folder.resolve("PRESENT"), "value");
        Files.writeString(folder.resolve("BLANK"), "\n");

        assertThatExceptionOfType(SecretFaultsException.class)
                .isThrownBy(() -> run(
                        FailingConfiguration.class,
                        directories(),
                        "--unresolved=${NOWHERE}",
                        "--readiness.secrets.required=PRESENT,BLANK,ABSENT,unresolved"))
                .withMessageStartingWith("3 secrets are missing or must not be used:\n  BLANK: has no value\n")
                .withMessageContaining(
                        "\n  ABSENT: has no value\n      looked in: argument --ABSENT, system property ABSENT,"
                                + " environment variable ABSENT, directory " + folder)
                .withMessageContaining("\n  unresolved: nothing resolves ${NOWHERE} in ");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void failedStartTellsWhatToDoWithoutAStackTrace(CapturedOutput output) {
        assertThatExceptionOfType(SecretFaultsException.class)
                .isThrownBy(() -> run("--readiness.secrets.required=DB_PASSWORD,SMS_API_KEY"));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains(
                        "to do: set the environment variable SMS_API_KEY, or put the value into a file 'SMS_API_KEY' of a")
                .doesNotContain("\tat ");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void theLogHidesWhatWasLoaded(CapturedOutput output) throws IOException {
        Files.writeString(folder.resolve("KEY"), "test-of-the-log-4f9c1d");

        try (ConfigurableApplicationContext context = run(directories())) {
            LoggerFactory.getLogger("clinic")
                    .warn(
                            "key {}",
                            context.getEnvironment().getProperty("KEY"),
                            new IllegalStateException("test-of-the-log-4f9c1d"));
        }

        assertThat(output)
                .contains("key [redacted]", "IllegalStateException: [redacted]")
                .doesNotContain("4f9c1d");
    }

    @Test
    void aWeakValueStopsTheStartWhereWeakOnesAreRefused() throws IOException {
        Files.writeString(folder.resolve("DB_PASSWORD"), "postgres");

        assertThatExceptionOfType(SecretFaultsException.class)
                .isThrownBy(() -> run(
                        directories(),
                        "--readiness.secrets.required=DB_PASSWORD",
                        "--readiness.secrets.refuse-weak=true"))
                .withMessageContaining(
                        "DB_PASSWORD: is a default that anybody would try first; it comes from directory " + folder);
    }

    @Test
    void aWeakValueWithAReasonIsAccepted() throws IOException {
        Files.writeString(folder.resolve("DB_PASSWORD"), "postgres");

        try (ConfigurableApplicationContext context = run(
                directories(),
                "--readiness.secrets.required=DB_PASSWORD",
                "--readiness.secrets.refuse-weak=true",
                "--readiness.secrets.accepted-weak[DB_PASSWORD]=a throw-away database of the test")) {
            assertThat(context.getEnvironment().getProperty("DB_PASSWORD")).isEqualTo("postgres");
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void failedStartNamesADirectoryThatIsAFile(CapturedOutput output) throws IOException {
        Path file = Files.writeString(folder.resolve("KEY"), "value");

        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> run("--readiness.secrets.directories=" + file));

        assertThat(output).contains(file + " is not a directory").contains("readiness.secrets.directories");
    }

    @Test
    void aKeyStoreBesideTheSecretsIsNotListedAndFailsOnlyWhoAsksForIt() throws IOException {
        Files.write(folder.resolve("keystore.p12"), new byte[] {0, 1});
        Files.writeString(folder.resolve("KEY"), "value");

        try (ConfigurableApplicationContext context = run(directories())) {
            SecretPropertySource source = sourceOf(context.getEnvironment());
            assertThat(source.getPropertyNames()).containsExactly("KEY");
            assertThatExceptionOfType(SecretSourceException.class)
                    .isThrownBy(() -> source.getProperty("keystore.p12"))
                    .withMessageContaining("it is binary, not text");
        }
    }

    @Test
    void thePropertySourceNeverPrintsAValueAndKnowsWhereItCameFrom() throws IOException {
        Files.writeString(folder.resolve("KEY"), "test-value");

        try (ConfigurableApplicationContext context = run(directories())) {
            SecretPropertySource source = sourceOf(context.getEnvironment());
            assertThat(source + source.getName() + source.getSource()).doesNotContain("test-value");
            assertThat(source.getOrigin("KEY")).hasToString("directory " + folder);
        }
    }

    @Test
    void springKnowsThatTheNamesOfSecretsStayAndAsksForTheirValuesEachTime() throws IOException {
        Files.writeString(folder.resolve("SMS_KEY"), "before");

        try (ConfigurableApplicationContext context = run(directories())) {
            SecretPropertySource source = sourceOf(context.getEnvironment());
            assertThat(knowsThatNamesStay(source)).isTrue();

            source.replace("SMS_KEY", Secret.of("after"));
            assertThat(Binder.get(context.getEnvironment())
                            .bind("sms.key", String.class)
                            .get())
                    .isEqualTo("after");
        }
    }

    /** Asks what Spring Boot asks, through an interface of its own since 4.0. */
    private static boolean knowsThatNamesStay(SecretPropertySource source) {
        String since4 = "org.springframework.boot.env.PropertySourceInfo";
        boolean asked = !ClassUtils.isPresent(since4, SecretPropertySource.class.getClassLoader())
                || ClassUtils.getAllInterfacesAsSet(source).stream()
                        .anyMatch(type -> type.getName().equals(since4));
        return asked && source.isImmutable();
    }

    private ConfigurableEnvironment environment(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        environment
                .getPropertySources()
                .addLast(new OriginTrackedMapPropertySource(
                        "test", Map.of("readiness.secrets.directories", folder.toString())));
        return environment;
    }

    private static SecretPropertySource sourceOf(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .filter(SecretPropertySource.class::isInstance)
                .map(SecretPropertySource.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private String directories() {
        return "--readiness.secrets.directories=" + folder;
    }

    private static ConfigurableApplicationContext run(String... arguments) {
        return run(EmptyConfiguration.class, arguments);
    }

    private static ConfigurableApplicationContext run(Class<?> configuration, String... arguments) {
        SpringApplication application = new SpringApplication(configuration);
        application.setWebApplicationType(WebApplicationType.NONE);
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--spring.main.banner-mode=off");
        return application.run(all.toArray(String[]::new));
    }

    @Configuration(proxyBeanMethods = false)
    static class EmptyConfiguration {}

    @Configuration(proxyBeanMethods = false)
    static class FailingConfiguration {

        FailingConfiguration() {
            throw new IllegalStateException("a bean was created");
        }
    }
}
