package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.health.HealthCheck;
import dev.readiness.health.HealthResult;
import dev.readiness.health.Impact;
import dev.readiness.health.RatedCheck;
import dev.readiness.secrets.Secret;
import dev.readiness.secrets.SecretSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SecretAgeHealthTests {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    @TempDir
    private Path directory;

    private HealthCheck check;

    @BeforeEach
    void setUp() throws IOException {
        write("DB_PASSWORD", 90);
        check = new SecretAgeHealth(() -> List.of(SecretSource.directory(directory)), Duration.ofDays(90), () -> NOW);
    }

    @Test
    void oneThatWasChangedInTimeIsUp() throws Exception {
        assertThat(check.check()).isEqualTo(HealthResult.up());
    }

    @Test
    void theOldestOfThoseThatAreTooOldIsNamed() throws Exception {
        write("SMS_KEY", 100);
        assertThat(check.check())
                .isEqualTo(HealthResult.degraded("SMS_KEY has not been changed for 100 days, 90 are allowed"));
        write("MAIL_KEY", 95);

        assertThat(check.check().details().get("reason")).endsWith("90 are allowed; 2 are older than that");
    }

    @Test
    void whereNoTimeIsKnownThatIsSaid() throws Exception {
        check = new SecretAgeHealth(() -> List.of(new Timeless()), Duration.ofDays(90), () -> NOW);

        assertThat(check.check()).isEqualTo(HealthResult.up().with("withoutTime", "1"));
    }

    @Test
    void isThereWhereSomebodySaidHowOldASecretMayBe() {
        ApplicationContextRunner runner =
                new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SecretsAutoConfiguration.class));
        runner.run(context -> assertThat(context).doesNotHaveBean(HealthCheck.class));
        runner.withPropertyValues("readiness.secrets.rotation.max-age=90d").run(context -> {
            RatedCheck rated = context.getBean("secretAgeHealthCheck", RatedCheck.class);
            assertThat(rated.impact()).isEqualTo(Impact.DEGRADED);
            assertThat(rated.shared()).isTrue();
        });
    }

    private void write(String name, int days) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "a-test-value");
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(days))));
    }

    /** One that cannot tell, like a key store. */
    private static final class Timeless implements SecretSource {

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public Optional<Secret> find(String name) {
            return Optional.of(Secret.of("a-test-value"));
        }

        @Override
        public Set<String> names() {
            return Set.of("SMS_KEY");
        }
    }
}
