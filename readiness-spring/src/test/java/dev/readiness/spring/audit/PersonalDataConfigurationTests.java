package dev.readiness.spring.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditTrail;
import dev.readiness.audit.FieldProtection;
import dev.readiness.audit.PersonalData;
import dev.readiness.audit.SubjectKeys;
import dev.readiness.encryption.EncryptionKeys;
import dev.readiness.encryption.FieldCipher;
import dev.readiness.encryption.SubjectCipher;
import dev.readiness.encryption.SubjectKeyStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
