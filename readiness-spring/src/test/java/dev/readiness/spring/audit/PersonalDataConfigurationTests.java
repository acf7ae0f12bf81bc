package dev.readiness.spring.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditTrail;
import dev.readiness.audit.FieldProtection;
import dev.readiness.audit.LegalHolds;
import dev.readiness.audit.PersonalData;
import dev.readiness.audit.SubjectErasure;
import dev.readiness.audit.SubjectKeys;
import dev.readiness.encryption.EncryptionKeys;
import dev.readiness.encryption.FieldCipher;
import dev.readiness.encryption.SubjectCipher;
import dev.readiness.encryption.SubjectKeyStore;
import dev.readiness.spring.encryption.EncryptionAutoConfiguration;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** A host that has subject keys and says which parts of a record are personal. */
class PersonalDataConfigurationTests {

    private final ApplicationContextRunner host = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AuditAutoConfiguration.class))
            .withPropertyValues("readiness.audit.store=memory");

    @Test
    void theTrailSealsWithTheKeysOfTheHost() {
        host.withUserConfiguration(Clinic.class).run(context -> {
            AuditTrail trail = context.getBean(AuditTrail.class);
            trail.record(trail.entry("chart.read")
                    .subject("patient-7")
                    .reason("Treatment")
                    .build());

            AuditRecord stored = trail.read(AuditQuery.newestFirst(1)).records().get(0);
            assertThat(stored.reason()).isNull();
            assertThat(trail.open(stored).reason()).isEqualTo("Treatment");
            context.getBean(SubjectKeys.class).erase("patient-7");
            assertThat(trail.open(stored).reason()).isEqualTo("[erased]");
        });
    }

    @Test
    void withoutThemTheTrailIsAsItWas() {
        host.run(context -> {
            assertThat(context).doesNotHaveBean(SubjectKeys.class);
            AuditTrail trail = context.getBean(AuditTrail.class);
            trail.record(trail.entry("chart.read").reason("Treatment").build());
            assertThat(trail.read(AuditQuery.newestFirst(1)).records().get(0).reason())
                    .isEqualTo("Treatment");
        });
    }

    @Test
    void settingsAloneSealMaskAndErase(@TempDir Path directory) {
        ApplicationContextRunner clinic = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        EncryptionAutoConfiguration.class,
                        AuditAutoConfiguration.class))
                .withPropertyValues(
                        "spring.datasource.url=jdbc:h2:file:" + directory.resolve("clinic"),
                        "readiness.encryption.keys=" + EncryptionKeys.generate().reveal(),
                        "readiness.audit.store=jdbc",
                        "readiness.audit.personal-data.reason=sealed",
                        "readiness.audit.personal-data.subject=pseudonym",
                        "readiness.audit.personal-data.details.mail=masked",
                        // A test value: "only-a-test-value-for-audit-0000".
                        "readiness.audit.pseudonym-key=b25seS1hLXRlc3QtdmFsdWUtZm9yLWF1ZGl0LTAwMDA=",
                        "readiness.audit.erasure-ledger=" + directory.resolve("elsewhere/erased.jsonl"));
        clinic.run(context -> {
            AuditTrail trail = context.getBean(AuditTrail.class);
            trail.record(trail.entry("chart.read")
                    .subject("patient-7")
                    .reason("Treatment")
                    .detail("mail", "ann@clinic.example")
                    .build());
            AuditRecord stored = read(trail, "chart.read");
            assertThat(stored.subjects().get(0)).startsWith("pseudonym:");
            assertThat(stored.details()).containsEntry("mail", "****mple");
            assertThat(trail.open(stored).reason()).isEqualTo("Treatment");

            var erasure =
                    new AuditErasureEndpoint(context.getBean(SubjectErasure.class), context.getBean(CurrentCall.class));
            LegalHolds holds = new LegalHolds(trail);
            trail.record(trail.entry(LegalHolds.HOLD)
                    .subject("patient-7")
                    .reason("case 17")
                    .build());
            assertThat(holds.held()).hasSize(1);
            assertThat(erasure.erase("patient-7", "request 12").getStatus()).isEqualTo(409);
            trail.record(trail.entry(LegalHolds.RELEASE)
                    .subject("patient-7")
                    .reason("case 17 is closed")
                    .build());
            assertThat(erasure.erase("patient-7", " ").getStatus()).isEqualTo(400);
            assertThat(trail.open(stored).reason()).isEqualTo("Treatment");
            assertThat(erasure.erase("patient-7", "request 12").getStatus()).isEqualTo(200);
            assertThat(trail.open(stored).reason()).isEqualTo("[erased]");
            assertThat(read(trail, SubjectErasure.ACTION).reason()).isEqualTo("request 12");
            restore(context.getBean(DataSource.class));
        });
        clinic.run(context -> assertThat(new JdbcTemplate(context.getBean(DataSource.class))
                        .queryForList("SELECT wrapped_key FROM readiness_subject_key", String.class))
                .containsExactly((String) null));
    }

    @Test
    void everythingThatPersonalDataLacksIsSaidAtOnce() {
        host.withPropertyValues(
                        "readiness.audit.personal-data.reason=sealed",
                        "readiness.audit.personal-data.subject=pseudonym",
                        "readiness.audit.personal-data.colour=masked")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContainingAll(
                                "readiness.audit.personal-data",
                                "There is no part 'colour'",
                                "no key for that",
                                "no keys of subjects"));
    }

    @Test
    void aLedgerOfErasuresWithoutAnythingSealedStopsTheStart(@TempDir Path directory) {
        host.withPropertyValues("readiness.audit.erasure-ledger=" + directory.resolve("erased.jsonl"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("so there is nothing to erase"));
    }

    private static AuditRecord read(AuditTrail trail, String action) {
        return trail.read(AuditQuery.newestFirst(1).ofAction(action)).records().get(0);
    }

    /** What a backup from before the erasure does to the table. */
    private static void restore(DataSource dataSource) {
        new JdbcTemplate(dataSource).update("UPDATE readiness_subject_key SET wrapped_key = 'from a backup'");
    }

    @Configuration(proxyBeanMethods = false)
    static class Clinic {

        @Bean
        SubjectCipher subjectCipher() {
            return new SubjectCipher(FieldCipher.of(EncryptionKeys.generate()), new Keys());
        }

        @Bean
        PersonalData personalData(SubjectKeys keys) {
            return PersonalData.of(Map.of("reason", FieldProtection.SEALED), null, keys);
        }
    }

    private static final class Keys implements SubjectKeyStore {

        private final Map<String, SubjectKey> keys = new ConcurrentHashMap<>();

        @Override
        public Optional<SubjectKey> find(String subject) {
            return Optional.ofNullable(keys.get(subject));
        }

        @Override
        public SubjectKey add(String subject, SubjectKey key) {
            SubjectKey before = keys.putIfAbsent(subject, key);
            return before == null ? key : before;
        }

        @Override
        public boolean erase(String subject) {
            return keys.put(subject, new SubjectKey("")) != null;
        }
    }
}
