package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditTrail;
import dev.readiness.secrets.SecretAccessListener;
import dev.readiness.secrets.SecretRotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Access to secrets in the audit trail. The values are made up and open nothing. */
class RecordedSecretsTests {

    private static final String VALUE = "test-value-of-sms-4f9c1d";

    @TempDir
    Path folder;

    @Test
    void whatIsReadAndWhatChangesIsRecordedWithoutAValue() throws IOException {
        Files.writeString(folder.resolve("SMS_API_KEY"), VALUE);
        Files.writeString(folder.resolve("NEVER_READ"), "test-value-never-read-1");

        try (ConfigurableApplicationContext context = start(
                "sms.url=https://sms.example/${SMS_API_KEY}",
                "readiness.secrets.audit=true",
                "readiness.secrets.rotation.enabled=true",
                "readiness.secrets.rotation.interval=1h",
                "readiness.audit.store=memory")) {
            AuditTrail trail = context.getBean(AuditTrail.class);
            for (int i = 0; i < 10; i++) {
                assertThat(context.getEnvironment().getProperty("sms.url")).endsWith(VALUE);
            }
            assertThat(records(trail, "secret.read")).singleElement().satisfies(entry -> {
                assertThat(entry.targets()).containsExactly(new AuditRecord.Target("secret", "SMS_API_KEY"));
                // Digits in the name of the folder may look like the number of a card, and are hidden then.
                assertThat(entry.details().get("source")).startsWith("directory " + folder.getParent());
                assertThat(entry.actor().type()).isEqualTo("system");
            });

            Files.writeString(folder.resolve("SMS_API_KEY"), VALUE + "-new");
            context.getBean(SecretRotation.class).check();

            assertThat(records(trail, "secret.change"))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.targets())
                            .containsExactly(new AuditRecord.Target("secret", "SMS_API_KEY")));
            assertThat(trail.read(AuditQuery.newestFirst(100)).records().toString())
                    .doesNotContain(VALUE, "test-value-never-read-1");
        }
    }

    @Test
    void nothingIsRecordedUnlessItIsWanted() throws IOException {
        Files.writeString(folder.resolve("SMS_API_KEY"), VALUE);

        try (ConfigurableApplicationContext context = start("readiness.audit.store=memory")) {
            assertThat(context.getEnvironment().getProperty("SMS_API_KEY")).isEqualTo(VALUE);
            assertThat(records(context.getBean(AuditTrail.class), "secret.read"))
                    .isEmpty();
            assertThat(context.getBeanNamesForType(SecretAccessListener.class)).isEmpty();
        }
    }

    @Test
    void withoutATrailTheApplicationStartsAndReads() throws IOException {
        Files.writeString(folder.resolve("SMS_API_KEY"), VALUE);

        try (ConfigurableApplicationContext context = start("readiness.secrets.audit=true")) {
            assertThat(context.getEnvironment().getProperty("SMS_API_KEY")).isEqualTo(VALUE);
        }
    }

    private ConfigurableApplicationContext start(String... properties) {
        return new SpringApplicationBuilder(TestApplication.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.autoconfigure.exclude="
                                + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                        "readiness.secrets.directories=" + folder)
                .properties(properties)
                .run();
    }

    private static List<AuditRecord> records(AuditTrail trail, String action) {
        return trail.read(AuditQuery.newestFirst(100)).records().stream()
                .filter(entry -> entry.action().equals(action))
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class TestApplication {}
}
