package com.example.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.smsprovider.SmsProviderStandIn;
import dev.readiness.spring.test.Caller;
import dev.readiness.spring.test.Drills;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** What the drills catch in a clinic that nobody has hardened: each weakness that was planted, and nothing else. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.datasource.url=jdbc:h2:mem:drilled-clinic", "clinic.sms.stand-in.port=0"})
@Import(CheapPasswordConfig.class)
@DirtiesContext
class PrototypeDrillTests {

    private static final Path CAUGHT = Path.of("src/test/resources/caught-by-drills.txt");

    /** As many as HostileInputTests of the hardened clinic fires. */
    private static final int HOSTILE_INPUTS = 40;

    private static final String BOOKING = """
            {"start": "2031-05-06T10:30:00", "reason": "Cough", "phone": "+15550100"}""";

    @TestConfiguration
    static class SmsProviderConfig {

        @Bean
        DynamicPropertyRegistrar smsUrl(SmsProviderStandIn smsProvider) {
            return registry -> registry.add("clinic.sms.url", smsProvider::url);
        }
    }

    /** Compares with a file; {@code -Dgolden.rewrite} writes it. */
    @Test
    void theDrillsCatchEachPlantedWeaknessAndNothingElse(
            @Autowired ApplicationContext clinic,
            @Autowired PatientRepository patients,
            @Autowired AppointmentRepository appointments,
            @Autowired PasswordEncoder encoder)
            throws IOException {
        patients.save(new Patient("Ada", "ada@example.com", encoder.encode("correct horse")));
        patients.save(new Patient("Bob", "bob@example.com", encoder.encode("battery staple")));
        LocalDateTime start = LocalDateTime.parse("2031-05-06T09:00:00");
        appointments.save(new Appointment("ada@example.com", start, "Cough", "+15550100")); // which anybody may delete
        Appointment ofAda = appointments.save(new Appointment("ada@example.com", start, "Cough", "+15550100"));
        List<String> outcomes = new ArrayList<>();
        Drills.of(clinic)
                .as(Caller.basic("ada@example.com", "correct horse"))
                .sample("POST /signup", """
                        {"name": "Grace", "email": "grace@example.com", "password": "correct horse battery"}""")
                .sample("POST /appointments", BOOKING)
                .sample("DELETE /appointments/{id}", "")
                .owned("GET /appointments/{id}", "/appointments/" + ofAda.id())
                .stranger(Caller.basic("bob@example.com", "battery staple"))
                .holder("ROLE_ADMIN", Caller.basic("admin", "admin123"))
                .holder("any user", Caller.basic("bob@example.com", "battery staple"))
                .hostileInputs(HOSTILE_INPUTS)
                .tests()
                .forEach(node -> run("", node, outcomes));

        if (System.getProperty("golden.rewrite") != null) {
            Files.write(CAUGHT, outcomes);
        }
        assertThat(outcomes).containsExactlyElementsOf(Files.readAllLines(CAUGHT));
    }

    private static void run(String prefix, DynamicNode node, List<String> outcomes) {
        if (node instanceof DynamicContainer container) {
            container.getChildren().forEach(child -> run(container.getDisplayName() + " | ", child, outcomes));
        } else {
            outcomes.add(prefix + node.getDisplayName() + " | " + outcome((DynamicTest) node));
        }
    }

    private static String outcome(DynamicTest test) {
        try {
            test.getExecutable().execute();
            return "holds";
        } catch (TestAbortedException skipped) {
            return "cannot be drilled";
        } catch (Throwable failure) {
            return "caught: " + firstSentence(failure.getMessage());
        }
    }

    private static String firstSentence(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.substring(line.indexOf(": ") + 2);
    }
}
