package dev.readiness.spring.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.encrypted.Patient;
import dev.readiness.assessment.Finding;
import dev.readiness.encryption.EncryptionException;
import dev.readiness.encryption.EncryptionKeys;
import dev.readiness.encryption.FieldCipher;
import dev.readiness.encryption.FieldContext;
import dev.readiness.spring.assessment.HardeningReport;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** An entity with an encrypted attribute, as Hibernate really stores it. */
class EncryptedEntityTests {

    private static final String PERSONAL = "encryption.personal-column";

    private final EncryptionKeys keys = EncryptionKeys.generate();

    @Test
    void theAttributeIsStoredEncryptedAndReadPlain() {
        try (ConfigurableApplicationContext context = start("readiness.encryption.keys=" + oneLine(keys))) {
            save(context, new Patient(1, "+43 660 1", "flu"));

            String stored = stored(context);
            assertThat(stored).startsWith("r1:").doesNotContain("660");
            assertThat(find(context, 1).phone()).isEqualTo("+43 660 1");
            assertThat(find(context, 2)).isNull();
        }
    }

    @Test
    void anotherAttributesValueIsRefusedByHibernateToo() {
        try (ConfigurableApplicationContext context = start("readiness.encryption.keys=" + oneLine(keys))) {
            save(context, new Patient(1, "+43 660 1", "flu"));
            String moved = FieldCipher.of(keys).encrypt("flu", FieldContext.of("patient", "diagnosis"));
            context.getBean(JdbcTemplate.class).update("UPDATE patient SET phone = ?", moved);

            assertThatThrownBy(() -> find(context, 1))
                    .rootCause()
                    .isInstanceOf(EncryptionException.class)
                    .hasMessageContaining("patient.phone");
        }
    }

    @Test
    void aRingInAFileIsReadToo(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("keys.json");
        Files.writeString(file, keys.reveal());

        try (ConfigurableApplicationContext context = start("readiness.encryption.keys=file:" + file)) {
            assertThat(context.getBean(EncryptionKeys.class).keyIds()).isEqualTo(keys.keyIds());
        }
    }

    @Test
    void aRingThatIsNoneStopsTheStartAndIsNotPrinted() {
        assertThatThrownBy(() -> start("readiness.encryption.keys=a test value that is no ring")
                        .close())
                .hasStackTraceContaining("'readiness.encryption.keys' cannot be used")
                .satisfies(ex -> assertThat(allMessages(ex)).doesNotContain("a test value"));
    }

    @Test
    void theReportSuggestsWhatLooksPersonalAndIsNotEncrypted() {
        try (ConfigurableApplicationContext context = start("readiness.encryption.keys=" + oneLine(keys))) {
            assertThat(findings(context, PERSONAL)).singleElement().satisfies(finding -> {
                assertThat(finding.result()).hasToString("UNKNOWN");
                assertThat(finding.problem())
                        .contains("Patient.diagnosis,", "Patient.diagnosisIndex")
                        .doesNotContain("Patient.phone", "Patient.note");
            });
            assertThat(findings(context, "encryption.connection-plain"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.result()).hasToString("NOT_APPLICABLE"));
        }
    }

    private static String allMessages(Throwable thrown) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }

    private static List<Finding> findings(ConfigurableApplicationContext context, String rule) {
        return context.getBean(HardeningReport.class).assessment().findings().stream()
                .filter(finding -> finding.ruleId().equals(rule))
                .toList();
    }

    private static void save(ConfigurableApplicationContext context, Patient patient) {
        EntityManager entities = context.getBean(EntityManagerFactory.class).createEntityManager();
        try (entities) {
            entities.getTransaction().begin();
            entities.persist(patient);
            entities.getTransaction().commit();
        }
    }

    private static Patient find(ConfigurableApplicationContext context, long id) {
        EntityManager entities = context.getBean(EntityManagerFactory.class).createEntityManager();
        try (entities) {
            return entities.find(Patient.class, id);
        }
    }

    private static String stored(ConfigurableApplicationContext context) {
        return context.getBean(JdbcTemplate.class).queryForObject("SELECT phone FROM patient", String.class);
    }

    private static String oneLine(EncryptionKeys keys) {
        return keys.reveal().replaceAll("\\s", "");
    }

    private static ConfigurableApplicationContext start(String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "spring.main.banner-mode=off",
                "spring.main.web-application-type=none",
                "spring.datasource.generate-unique-name=true",
                "spring.jpa.hibernate.ddl-auto=create-drop",
                "spring.flyway.enabled=false"));
        all.addAll(Arrays.asList(properties));
        return new SpringApplicationBuilder(Clinic.class)
                .properties(all.toArray(String[]::new))
                .run();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EntityScan(basePackageClasses = Patient.class)
    static class Clinic {}
}
