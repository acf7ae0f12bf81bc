package dev.readiness.spring.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.readiness.assessment.EndpointInspector;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.audit.AuditOutcome;
import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditSealRules;
import dev.readiness.audit.AuditSealer;
import dev.readiness.audit.AuditStore;
import dev.readiness.audit.AuditTable;
import dev.readiness.audit.AuditTrail;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.web.bind.annotation.PostMapping;

class AuditAutoConfigurationTests {

    @TempDir
    private Path directory;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class,
                    DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class,
                    TransactionAutoConfiguration.class,
                    AuditAutoConfiguration.class))
            .withPropertyValues("spring.datasource.generate-unique-name=true");

    @Test
    void withoutSettingsNothingIsRecordedAndNothingIsWritten() {
        runner.withUserConfiguration(Clinic.class).run(context -> {
            assertThat(context).doesNotHaveBean(AuditTrail.class).doesNotHaveBean(AuditEventRepository.class);
            assertThat(AuditTable.exists(context.getBean(DataSource.class))).isFalse();
            assertThat(AopUtils.isAopProxy(context.getBean(Bookings.class))).isFalse();
            assertThat(context.getBean(Bookings.class).book()).isEqualTo("booked");
        });
    }

    @Test
    void theRulesAreThereWithoutSettings() {
        runner.run(context -> {
            assertThat(context.getBeansOfType(ReadinessRule.class).values())
                    .extracting(rule -> rule.description().id())
                    .containsExactlyInAnyOrder(
                            "audit.write-unrecorded",
                            "audit.store-not-durable",
                            "audit.trail-unsealed",
                            "audit.anchor-missing",
                            "audit.trail-writable",
                            "audit.commit-unforced",
                            "audit.key-beside-data",
                            "audit.retention-overdue");
            assertThat(context).hasSingleBean(EndpointInspector.class);
        });
    }

    @Test
    void aFileStoreRecordsWithoutADatabase() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, AuditAutoConfiguration.class))
                .withUserConfiguration(Clinic.class)
                .withPropertyValues(
                        "readiness.audit.store=file", "readiness.audit.file=" + directory.resolve("audit.jsonl"))
                .run(context -> {
                    context.getBean(Bookings.class).book();
                    assertThat(context.getBean(AuditTrail.class)
                                    .read(AuditQuery.newestFirst(10))
                                    .records())
                            .extracting(entry -> entry.action())
                            .containsExactly("appointment.book");
                });
    }

    @Test
    void aDatabaseStoreCreatesItsTable() {
        runner.withPropertyValues("readiness.audit.store=jdbc")
                .run(context -> assertThat(AuditTable.exists(context.getBean(DataSource.class)))
                        .isTrue());
    }

    @Test
    void aMissingTableThatMayNotBeCreatedStopsTheStartWithTheStatementsToAdd() {
        runner.withPropertyValues("readiness.audit.store=jdbc", "readiness.audit.create-table=false")
                .run(context -> {
                    assertThat(context).hasFailed();
                    assertThat(analysis(context.getStartupFailure()))
                            .contains("readiness_audit is missing", "CREATE TABLE IF NOT EXISTS readiness_audit");
                });
    }

    @Test
    void everyMistakeOfTheSettingsIsToldAtOnce() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AuditAutoConfiguration.class))
                .withPropertyValues("readiness.audit.store=jdbc", "readiness.audit.file=audit.jsonl")
                .run(context -> {
                    assertThat(context).hasFailed();
                    assertThat(analysis(context.getStartupFailure()))
                            .contains(
                                    "'readiness.audit.file' is set, but",
                                    "not exactly one DataSource",
                                    "spring.datasource.url");
                });
    }

    @Test
    void everyMistakeOfTheSealingIsToldAtOnceAndTheKeyIsNot() {
        runner.withPropertyValues(
                        "readiness.audit.store=file",
                        "readiness.audit.file=" + directory.resolve("audit.jsonl"),
                        "readiness.audit.seal.key=dGVzdA==",
                        "readiness.audit.seal.anchors=logg,http://example.org/anchor")
                .run(context -> {
                    assertThat(context).hasFailed();
                    assertThat(analysis(context.getStartupFailure()))
                            .contains(
                                    "only the store 'jdbc' can be sealed",
                                    "'readiness.audit.seal.key' cannot be used: The audit key must be 32 bytes",
                                    "holds 'logg', but it is neither 'log' nor",
                                    "must begin with https://")
                            .doesNotContain("dGVzdA==");
                });
    }

    @Test
    void aDenialIsSpilledWhenTheDatabaseDoesNotTakeItAndArrivesWhenItDoes() {
        runner.withPropertyValues(
                        "readiness.audit.store=jdbc",
                        "readiness.audit.deadline=20s",
                        "readiness.audit.spill=" + directory.resolve("spill"))
                .run(context -> {
                    AuditTrail trail = context.getBean(AuditTrail.class);
                    JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
                    jdbc.execute("ALTER TABLE readiness_audit RENAME TO away");
                    trail.record(trail.entry("security.access")
                            .outcome(AuditOutcome.DENIED)
                            .build());
                    jdbc.execute("ALTER TABLE away RENAME TO readiness_audit");

                    await().untilAsserted(() -> assertThat(
                                    trail.read(AuditQuery.newestFirst(9)).records())
                            .extracting(AuditRecord::action)
                            .containsExactly("security.access"));
                });
    }

    @Test
    void aSpillForAStoreThatDoesNotSpillAndADeadlineOfNothingStopTheStart() {
        runner.withPropertyValues(
                        "readiness.audit.store=memory", "readiness.audit.spill=spill", "readiness.audit.deadline=0s")
                .run(context -> assertThat(analysis(context.getStartupFailure()))
                        .contains(
                                "'readiness.audit.spill' is set, but",
                                "'readiness.audit.deadline' must be positive but is PT0S"));
    }

    @Test
    void aMemoryWithoutAKeyStopsTheStart() {
        runner.withPropertyValues("readiness.audit.store=jdbc", "readiness.audit.seal.memory=last")
                .run(context -> assertThat(analysis(context.getStartupFailure()))
                        .contains("'readiness.audit.seal.key' is not, so nothing is sealed"));
    }

    @Test
    void aRetentionOfAnUnsealedTrailStopsTheStart() {
        runner.withPropertyValues(
                        "readiness.audit.store=jdbc",
                        "readiness.audit.retention=1h",
                        "readiness.audit.retention-batch=0")
                .run(context -> assertThat(analysis(context.getStartupFailure()))
                        .contains(
                                "'readiness.audit.retention' must be at least a day but is PT1H",
                                "'readiness.audit.seal.key' is not, and what is removed",
                                "'readiness.audit.retention-batch' must be positive but are PT24H and 0"));
    }

    @Test
    void withoutAKeyNothingIsSealed() {
        runner.withPropertyValues("readiness.audit.store=jdbc")
                .run(context -> assertThat(context).doesNotHaveBean(AuditSealer.class));
    }

    @Test
    void aKeyInAFileOfSettingsLiesWithTheApplication() {
        MapPropertySource file = new MapPropertySource(
                "Config resource 'class path resource [application.properties]'",
                Map.of("readiness.audit.seal.key", "b25seS1hLXRlc3QtdmFsdWUtZm9yLWF1ZGl0LTAwMDA="));
        MapPropertySource placeholder =
                new MapPropertySource(file.getName(), Map.of("readiness.audit.seal.key", "${AUDIT_KEY}"));

        assertThat(keyPlace(file).besideTheData()).isTrue();
        assertThat(keyPlace(placeholder).besideTheData()).isFalse();
    }

    private static AuditSealRules.KeyPlace keyPlace(MapPropertySource source) {
        MockEnvironment environment = new MockEnvironment();
        environment.getPropertySources().addFirst(source);
        return new SealKeyPlace(environment).find().orElseThrow();
    }

    @Test
    void aFileStoreWithoutAFileStopsTheStart() {
        runner.withPropertyValues("readiness.audit.store=file").run(context -> {
            assertThat(context).hasFailed();
            assertThat(analysis(context.getStartupFailure())).contains("'readiness.audit.file' is not set");
        });
    }

    @Test
    void anUnknownSettingStopsTheStart() {
        runner.withPropertyValues("readiness.audit.stroe=jdbc")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("readiness.audit.stroe"));
    }

    @Test
    void anExpressionThatCannotBeParsedStopsTheStart() {
        runner.withPropertyValues("readiness.audit.store=memory")
                .withBean(Misspelt.class)
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith("@AuditAction on Misspelt.book: 'target' must be a SpEL expression"));
    }

    @Test
    void isOffWhenItIsSwitchedOff() {
        runner.withPropertyValues("readiness.audit.store=jdbc", "readiness.audit.enabled=false")
                .run(context -> {
                    assertThat(context).doesNotHaveBean(AuditTrail.class).doesNotHaveBean(AuditStore.class);
                    assertThat(AuditTable.exists(context.getBean(DataSource.class)))
                            .isFalse();
                });
    }

    @Test
    void backsOffFromTheUsersStoreAndRepository() {
        runner.withPropertyValues("readiness.audit.store=jdbc")
                .withUserConfiguration(OwnBeans.class)
                .run(context -> {
                    assertThat(context.getBean(AuditStore.class)).isSameAs(OwnBeans.STORE);
                    assertThat(context.getBean(AuditEventRepository.class))
                            .isInstanceOf(InMemoryAuditEventRepository.class);
                    assertThat(AuditTable.exists(context.getBean(DataSource.class)))
                            .isFalse();
                });
    }

    @Test
    void worksWithoutWebSecurityActuatorAndTransactions() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, AuditAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(
                        "jakarta.servlet",
                        "org.springframework.web",
                        "org.springframework.http",
                        "org.springframework.security",
                        "org.springframework.boot.actuate",
                        "org.springframework.transaction",
                        "org.springframework.jdbc"))
                .withPropertyValues("readiness.audit.store=memory")
                .withBean(PlainBookings.class)
                .run(context -> {
                    context.getBean(PlainBookings.class).book();
                    assertThat(context.getBean(AuditTrail.class)
                                    .read(AuditQuery.newestFirst(10))
                                    .records())
                            .hasSize(1);
                });
    }

    private static String analysis(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && !(root instanceof AuditSettingsException)) {
            root = root.getCause();
        }
        var analysis = new AuditSettingsFailureAnalyzer().analyze(failure, (AuditSettingsException) root);
        return analysis.getDescription() + analysis.getAction();
    }

    static class Bookings {

        @PostMapping("/appointments")
        @AuditAction("appointment.book")
        String book() {
            return "booked";
        }
    }

    /** Public, because its proxy belongs to the filtered class loader. */
    public static class PlainBookings {

        @AuditAction("appointment.book")
        public void book() {}
    }

    static class Misspelt {

        @AuditAction(value = "appointment.book", target = "#result.")
        void book() {}
    }

    @Configuration(proxyBeanMethods = false)
    static class Clinic {

        @Bean
        Bookings bookings() {
            return new Bookings();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnBeans {

        static final AuditStore STORE = AuditStore.inMemory();

        @Bean
        AuditStore ownStore() {
            return STORE;
        }

        @Bean
        AuditEventRepository ownRepository() {
            return new InMemoryAuditEventRepository();
        }
    }
}
