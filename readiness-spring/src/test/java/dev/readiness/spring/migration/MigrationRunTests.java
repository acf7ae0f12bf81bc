package dev.readiness.spring.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.readiness.migration.SafeMigrationException;
import dev.readiness.spring.backup.BackupAutoConfiguration;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class MigrationRunTests {

    private static final CountDownLatch GATE = new CountDownLatch(1);

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    MigrationRunAutoConfiguration.class,
                    DataSourceAutoConfiguration.class,
                    FlywayAutoConfiguration.class));

    @TempDir
    private Path directory;

    @Test
    void theStrategyIsOursOnlyWhereThatIsAskedFor() {
        runner.run(context -> assertThat(context).doesNotHaveBean(FlywayMigrationStrategy.class));
        runner.withPropertyValues("readiness.migration.run.enabled=true")
                .run(context -> assertThat(context.getBean(FlywayMigrationStrategy.class))
                        .hasToString("one migrator at a time"));
    }

    @Test
    void aStrategyOfTheApplicationComesFirst() {
        FlywayMigrationStrategy own = flyway -> {};

        runner.withPropertyValues("readiness.migration.run.enabled=true")
                .withBean(FlywayMigrationStrategy.class, () -> own)
                .run(context -> assertThat(context.getBean(FlywayMigrationStrategy.class))
                        .isSameAs(own));
    }

    @Test
    void aBackupIsTakenBeforeAMigrationThatTakesSomethingAway() throws IOException {
        Path scripts = Files.createDirectories(directory.resolve("scripts"));
        Path backups = directory.resolve("backups");
        ApplicationContextRunner clinic = runner.withConfiguration(AutoConfigurations.of(BackupAutoConfiguration.class))
                .withPropertyValues(
                        "readiness.migration.run.enabled=true",
                        "readiness.backup.directory=" + backups,
                        "readiness.backup.key=dGVzdC1rZXktb2YtMzItYnl0ZXMtZm9yLWJhY2t1cHM=",
                        "spring.datasource.url=jdbc:h2:file:" + directory.resolve("clinic"),
                        "spring.flyway.locations=filesystem:" + scripts);
        Files.writeString(scripts.resolve("V1__visit.sql"), "CREATE TABLE visit (id INT, note VARCHAR(20))");
        clinic.run(context -> assertThat(backups).doesNotExist());
        Files.writeString(scripts.resolve("V2__no_note.sql"), "ALTER TABLE visit DROP COLUMN note");

        clinic.withPropertyValues("readiness.migration.run.backup=false")
                .run(context -> assertThat(backups).doesNotExist());
        Files.writeString(scripts.resolve("V3__no_visit.sql"), "DROP TABLE visit");
        clinic.run(context -> assertThat(backups).isDirectoryContaining("glob:**/backup-*.readiness"));
    }

    @Test
    void aSettingThatNothingReadsStopsTheStart() {
        runner.withPropertyValues("readiness.migration.run.enabled=true", "readiness.migration.run.lock-timeout=1ms")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("'lockTimeout' must be 100 ms or more"));
    }

    @Test
    void whatEntitiesNeedIsReadFromHibernate() {
        runner.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
                .withUserConfiguration(Entities.class)
                .withPropertyValues("spring.flyway.enabled=false", "spring.jpa.hibernate.ddl-auto=none")
                .run(context -> assertThat(EntityColumns.of(context.getBean(EntityManagerFactory.class)))
                        .filteredOn(column -> column.matches("(sequence )?(booking|customer).*"))
                        .containsExactly(
                                "booking.customer_id",
                                "booking.id not null",
                                "booking.street",
                                "booking_tags.booking_id",
                                "booking_tags.tags",
                                "customer.full_name",
                                "customer.id not null",
                                "sequence customer_seq"));
    }

    @Test
    void hibernateMayNotChangeTheSchemaBesideFlyway() {
        runner.withPropertyValues("readiness.migration.run.enabled=true", "spring.jpa.hibernate.ddl-auto=update")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(SafeMigrationException.class)
                        .hasMessageStartingWith("spring.jpa.hibernate.ddl-auto=update"));
    }

    @Configuration(proxyBeanMethods = false)
    @EntityScan(basePackageClasses = Booking.class)
    static class Entities {}

    @Entity(name = "Booking")
    static class Booking {
        @Id
        private Long id;

        @ManyToOne
        private Customer customer;

        @Embedded
        private Address address;

        @ElementCollection
        private Set<String> tags;
    }

    @Entity(name = "MigratedCustomer")
    @Table(name = "customer")
    static class Customer {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        private Long id;

        private String fullName;

        @OneToMany(mappedBy = "customer")
        private Set<Booking> bookings;
    }

    @Embeddable
    static class Address {
        private String street;
    }

    @Test
    void probesAreAnsweredWhileAMigrationRunsAndTheRealServerTakesThePort() throws Exception {
        int port = freePort();
        SpringApplication application = new SpringApplication(Slow.class);
        CompletableFuture<ConfigurableApplicationContext> start = CompletableFuture.supplyAsync(() -> application.run(
                "--server.port=0",
                "--management.server.port=" + port,
                "--management.server.address=127.0.0.1",
                "--management.endpoint.health.probes.enabled=true",
                "--spring.datasource.url=jdbc:h2:file:" + directory.resolve("slow"),
                "--spring.flyway.locations=",
                "--readiness.migration.run.enabled=true",
                "--readiness.health.early-probes=true"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> get(port, "readiness").contains("migrating") || start.isDone());

        assertThat(get(port, "readiness")).startsWith("503 ").contains("migrating dev.readiness.", ", 1 of 1");
        assertThat(get(port, "liveness")).startsWith("200 ");
        GATE.countDown();
        try (ConfigurableApplicationContext context = start.get()) {
            assertThat(context.isRunning()).isTrue();
            assertThat(get(port, "readiness")).isEqualTo("200 {\"status\":\"UP\"}");
            assertThat(get(port, "liveness")).startsWith("200 ");
        }
    }

    @Test
    void aStartThatFailsLeavesNobodyBehindWhoSaysThatTheProcessLives() throws Exception {
        int port = freePort();
        Files.writeString(
                Files.createDirectories(directory.resolve("broken")).resolve("V1__broken.sql"), "CREATE NONSENSE;");

        assertThatThrownBy(() -> new SpringApplication(Slow.class)
                        .run(
                                "--server.port=0",
                                "--management.server.port=" + port,
                                "--management.server.address=127.0.0.1",
                                "--spring.datasource.url=jdbc:h2:file:" + directory.resolve("failing"),
                                "--spring.flyway.locations=filesystem:" + directory.resolve("broken"),
                                "--readiness.health.early-probes=true"))
                .isInstanceOf(BeanCreationException.class);

        assertThat(get(port, "liveness")).isEqualTo("no connection");
    }

    private static String get(int port, String probe) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port + "/actuator/health/" + probe);
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (ConnectException ex) {
            return "no connection";
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Slow {

        @Bean
        JavaMigration slowMigration() {
            return new V1__Slow();
        }
    }

    /** Takes until the test has seen enough. */
    static final class V1__Slow extends BaseJavaMigration {

        @Override
        public void migrate(Context context) throws Exception {
            GATE.await();
        }
    }
}
