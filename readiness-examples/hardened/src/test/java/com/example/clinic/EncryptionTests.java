package com.example.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.clinic.ClinicClient.User;
import dev.readiness.encryption.FieldCipher;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a patient tells the clinic stands nowhere in plain text. */
@ClinicTest
@ExtendWith(OutputCaptureExtension.class)
class EncryptionTests {

    private static final String REASON = "Fibrillation-1f7c";

    private static final String PHONE = "+15550198273";

    private final ClinicClient clinic;

    private final JdbcTemplate jdbc;

    @Autowired
    EncryptionTests(ClinicClient clinic, JdbcTemplate jdbc) {
        this.clinic = clinic;
        this.jdbc = jdbc;
    }

    @Test
    void neitherTheFilesOfTheDatabaseNorADumpNorTheLogHoldsIt(CapturedOutput log) throws Exception {
        User patient = clinic.signUp();
        clinic.as(patient)
                .post(
                        "/appointments",
                        ClinicClient.BOOKING.replace("Cough", REASON).replace("+15550100", PHONE))
                .expectStatus()
                .isCreated()
                .expectBody(String.class)
                .value(answer -> assertThat(answer).contains(REASON, PHONE));

        clinic.as("grace", "test-password-of-grace")
                .send(
                        HttpMethod.POST,
                        "/admin/search",
                        MediaType.APPLICATION_FORM_URLENCODED,
                        "phone=" + URLEncoder.encode(PHONE, StandardCharsets.UTF_8))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(page -> assertThat(page).contains(patient.name(), PHONE));

        jdbc.execute("CHECKPOINT SYNC");
        assertThat(filesOfTheDatabase())
                .contains(patient.name()) // so that something would be found
                .contains("appointment.book", "appointments.search") // and the audit records are in it
                .doesNotContain(REASON, PHONE);
        assertThat(String.join("\n", jdbc.queryForList("SCRIPT", String.class)))
                .contains(patient.name(), "appointment.book")
                .doesNotContain(REASON, PHONE);
        assertThat(log.getAll()).doesNotContain(REASON, PHONE);
    }

    @Test
    void whatWasBookedBeforeIsEncryptedAndIndexedByTheMigrations(
            @Autowired V4__EncryptWhatPatientsTell encryption,
            @Autowired V7__IndexPhones indexing,
            @Autowired PhoneIndex phones) {
        DriverManagerDataSource older = new DriverManagerDataSource("jdbc:h2:mem:older;DB_CLOSE_DELAY=-1", "sa", "");
        Flyway.configure().dataSource(older).target("3").load().migrate();
        JdbcTemplate rows = new JdbcTemplate(older);
        rows.update("INSERT INTO appointment (patient, reason, phone) VALUES (?, ?, ?)", "ada", REASON, PHONE);

        Flyway.configure()
                .dataSource(older)
                .javaMigrations(encryption, indexing)
                .load()
                .migrate();

        assertThat(rows.queryForObject("SELECT phone_index FROM appointment", String.class))
                .isEqualTo(phones.index().of(PHONE));
        assertThat(rows.queryForMap("SELECT reason, phone FROM appointment").values())
                .hasSize(2)
                .allSatisfy(stored ->
                        assertThat(FieldCipher.isEncrypted((String) stored)).isTrue());
    }

    private String filesOfTheDatabase() throws IOException {
        String url =
                jdbc.execute((Connection connection) -> connection.getMetaData().getURL());
        Path folder = Path.of(url.substring("jdbc:h2:file:".length())).getParent();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            StringBuilder text = new StringBuilder();
            for (Path file : all) {
                text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return text.toString();
        }
    }
}
