package dev.readiness.spring.audit;

import static dev.readiness.spring.audit.BookingClient.ann;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Result;
import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditSealer;
import dev.readiness.audit.AuditTrail;
import dev.readiness.audit.AuditVerifier;
import dev.readiness.spring.assessment.HardeningReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A trail that forgets by nothing but settings. */
@SpringBootTest(
        classes = {BookingApplication.class, RetentionApplicationTests.Clock.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "readiness.audit.store=jdbc",
            // A test value: "only-a-test-value-for-audit-0000".
            "readiness.audit.seal.key=b25seS1hLXRlc3QtdmFsdWUtZm9yLWF1ZGl0LTAwMDA=",
            "readiness.audit.retention=30d",
            "readiness.audit.retention-every=100ms",
            "readiness.audit.retention-batch=2",
            "management.endpoints.web.exposure.include=audithold"
        })
@DirtiesContext // it uses the directory for as long as it runs
class RetentionApplicationTests {

    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.parse("2026-03-01T09:00:00Z"));

    @TempDir
    private static Path directory;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private AuditSealer sealer;

    @Autowired
    private AuditVerifier verifier;

    @Autowired
    private HardeningReport report;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> "jdbc:h2:file:" + directory.resolve("clinic"));
    }

    @Test
    void whatIsOldGoesByItselfAndWhatIsHeldStays(@LocalServerPort int port) {
        BookingClient client = new BookingClient(port);
        for (int number = 0; number < 5; number++) {
            client.post("/appointments?reason=checkup&patient=p-" + number, ann());
        }
        Map<String, String> json = new HashMap<>(ann());
        json.put("Content-Type", "application/json");
        assertThat(client.post("/actuator/audithold?subject=p-3&reason=case+17", json)
                        .statusCode())
                .isLessThan(300);
        assertThat(client.get("/actuator/audithold", ann()).body()).contains("p-3", "case 17", "\"by\":\"ann\"");
        sealer.sealAll();

        NOW.updateAndGet(now -> now.plus(Duration.ofDays(40)));

        await().untilAsserted(() -> assertThat(booked())
                .extracting(entry -> entry.subjects().get(0))
                .containsExactly("p-3"));
        sealer.sealAll();
        assertThat(verifier.verify(List.of()).isValid()).isTrue();
        assertThat(report.refresh().findings())
                .filteredOn(finding -> finding.ruleId().equals("audit.retention-overdue"))
                .extracting(Finding::result)
                .containsExactly(Result.PASS);
    }

    private List<AuditRecord> booked() {
        return trail.read(AuditQuery.oldestFirst(9).ofAction("appointment.book"))
                .records();
    }

    @TestConfiguration
    static class Clock {

        @Bean
        InstantSource clock() {
            return NOW::get;
        }
    }
}
