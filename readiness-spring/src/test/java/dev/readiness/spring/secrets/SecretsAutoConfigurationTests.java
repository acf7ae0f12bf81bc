package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import dev.readiness.assessment.RuleCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

class SecretsAutoConfigurationTests {

    private static final Inventory INVENTORY = new Inventory("clinic", List.of());

    private final ApplicationContextRunner contextRunner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SecretsAutoConfiguration.class));

    @Test
    void bringsItsRulesWhenNothingIsConfigured() {
        contextRunner.run(context -> assertThat(
                        context.getBeansOfType(ReadinessRule.class).values())
                .extracting(rule -> rule.description().id())
                .contains(
                        "secrets.literal-in-configuration",
                        "secrets.literal-in-code",
                        "secrets.literal-in-other-profile",
                        "secrets.private-key-in-resources",
                        "secrets.user-in-script",
                        "secrets.logged",
                        "secrets.personal-data-logged",
                        "secrets.source-readable-by-others",
                        "secrets.logs-not-masked"));
    }

    @Test
    void backsOffToBeansOfTheSameName() {
        ReadinessRule mine =
                ReadinessRule.of(RuleCatalogue.describe("secrets.literal-in-code"), inventory -> List.<Finding>of());

        contextRunner
                .withBean("secretsInCodeRule", ReadinessRule.class, () -> mine)
                .run(context -> assertThat(context.getBean("secretsInCodeRule")).isSameAs(mine));
    }

    @Test
    void startsWithoutActuator() {
        contextRunner
                .withClassLoader(new FilteredClassLoader(SanitizingFunction.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("secretsSanitizingFunction"));
    }

    @Test
    void findsAGuessableDefaultInTheRunningConfiguration() {
        try (ConfigurableApplicationContext context = run("--spring.config.location=classpath:secrets-rule/")) {
            assertThat(rule(context, "secretsInConfigurationRule").assess(INVENTORY))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.result()).isEqualTo(Result.FAIL);
                        assertThat(finding.where()).isEqualTo("sms.api-key");
                        assertThat(finding.problem()).contains("secrets-rule/application.properties:2");
                        assertThat(finding.remedy()).contains("sms.api-key=${SMS_API_KEY}");
                        assertThat(finding.toString()).doesNotContain("test-fallback");
                    });
        }
    }

    @Test
    void readsTheClassesOfTheApplicationsPackage() {
        try (ConfigurableApplicationContext context = run()) {
            assertThat(rule(context, "secretsInCodeRule").assess(INVENTORY))
                    .singleElement()
                    .satisfies(finding ->
                            assertThat(finding.result()).as(finding.toString()).isEqualTo(Result.PASS));
        }
    }

    @Test
    void actuatorHidesALoadedSecretUnderAnyNameAndNothingElse(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("SMS_API_KEY"), "test-value");

        try (ConfigurableApplicationContext context = run("--readiness.secrets.directories=" + folder)) {
            SanitizingFunction function = context.getBean(SanitizingFunction.class);
            assertThat(function.apply(data("test-value")).getValue()).isEqualTo(SanitizableData.SANITIZED_VALUE);
            assertThat(function.apply(data("https://sms.example.org?key=test-value"))
                            .getValue())
                    .isEqualTo(SanitizableData.SANITIZED_VALUE);
            assertThat(function.apply(data("another")).getValue()).isEqualTo("another");
        }
    }

    @Test
    void actuatorHidesAShortSecretOnlyAsAWhole(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("PIN"), "80");

        try (ConfigurableApplicationContext context = run("--readiness.secrets.directories=" + folder)) {
            SanitizingFunction function = context.getBean(SanitizingFunction.class);
            assertThat(function.apply(data("80")).getValue()).isEqualTo(SanitizableData.SANITIZED_VALUE);
            assertThat(function.apply(data("8080")).getValue()).isEqualTo("8080");
        }
    }

    @Test
    void theReportTellsOfFilesThatOthersReadOldOnesAndLogsThatHideNothing(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("SMS_API_KEY"), "test-value");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(100))));

        try (ConfigurableApplicationContext context =
                run("--readiness.secrets.directories=" + folder, "--readiness.secrets.rotation.max-age=90d")) {
            assertThat(rule(context, "secretSourceReadableRule").assess(INVENTORY))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.result()).isEqualTo(Result.FAIL));
            assertThat(rule(context, "secretTooOldRule").assess(INVENTORY))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.problem())
                            .isEqualTo("SMS_API_KEY from directory " + folder
                                    + " has not been changed for 100 days; 90 are allowed."));
            assertThat(rule(context, "secretsInLogsRule").assess(INVENTORY))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.result()).isEqualTo(Result.PASS));
            ListAppender<ILoggingEvent> added = new ListAppender<>();
            added.setName("added-later");
            Logger root = (Logger) LoggerFactory.getLogger("dev.readiness.test.added");
            root.addAppender(added);
            try {
                assertThat(rule(context, "secretsInLogsRule").assess(INVENTORY))
                        .singleElement()
                        .satisfies(finding -> assertThat(finding.where()).isEqualTo("appender added-later"));
            } finally {
                root.detachAppender(added);
            }
        }
    }

    @Test
    void theReportSaysNothingOfSourcesAndLogsWhereNoSecretIsLoaded() {
        try (ConfigurableApplicationContext context = run()) {
            assertThat(rule(context, "secretSourceReadableRule").assess(INVENTORY))
                    .isEmpty();
            assertThat(rule(context, "secretsInLogsRule").assess(INVENTORY)).isEmpty();
        }
    }

    private static SanitizableData data(String value) {
        return new SanitizableData(null, "sms.url", value);
    }

    private static ReadinessRule rule(ConfigurableApplicationContext context, String name) {
        return context.getBean(name, ReadinessRule.class);
    }

    private static ConfigurableApplicationContext run(String... arguments) {
        SpringApplication application = new SpringApplication(TestApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run(arguments);
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage
    @ImportAutoConfiguration(SecretsAutoConfiguration.class)
    static class TestApplication {}
}
