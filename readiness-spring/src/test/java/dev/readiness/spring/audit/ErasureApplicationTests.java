package dev.readiness.spring.audit;

import static dev.readiness.spring.audit.BookingClient.NOBODY;
import static dev.readiness.spring.audit.BookingClient.ann;
import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditTrail;
import dev.readiness.audit.LegalHolds;
import dev.readiness.audit.SubjectErasure;
import dev.readiness.encryption.EncryptionKeys;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A subject is erased by a request, as whoever answers to the subject's letter would do it. */
@SpringBootTest(
        classes = BookingApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "readiness.audit.store=jdbc",
            "readiness.audit.personal-data.reason=sealed",
            "management.endpoints.web.exposure.include=auditerasure"
        })
@DirtiesContext // it uses the directory for as long as it runs
class ErasureApplicationTests {

    private static final String PATH = "/actuator/auditerasure";

    @TempDir
    private static Path directory;

    @Autowired
    private AuditTrail trail;

    private BookingClient client;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        String keys = EncryptionKeys.generate().reveal();
        registry.add("readiness.encryption.keys", () -> keys);
        registry.add("spring.datasource.url", () -> "jdbc:h2:file:" + directory.resolve("clinic"));
        registry.add(
                "readiness.audit.erasure-ledger",
                () -> directory.resolve("erased.jsonl").toString());
    }

    @BeforeEach
    void setUp(@LocalServerPort int port) {
        client = new BookingClient(port);
    }

    @Test
    void whatWasSealedCannotBeReadAnyMoreAndTheRecordSaysWhoErasedIt() {
        AuditRecord visit = recordAbout("p-1", "chart.read", "Treatment");
        assertThat(trail.open(visit).reason()).isEqualTo("Treatment");

        assertThat(erase("p-1", "request 12").statusCode()).isEqualTo(200);

        assertThat(trail.open(visit).reason()).isEqualTo("[erased]");
        AuditRecord erasure = newest(SubjectErasure.ACTION);
        assertThat(erasure.actor()).isEqualTo(AuditRecord.Actor.user("ann"));
        assertThat(erasure.subjects()).containsExactly("p-1");
        assertThat(erasure.reason()).isEqualTo("request 12");
    }

    @Test
    void aLegalHoldIsAConflict() {
        AuditRecord visit = recordAbout("p-2", "chart.read", "Treatment");
        recordAbout("p-2", LegalHolds.HOLD, "case 17");

        assertThat(erase("p-2", "request 13").statusCode()).isEqualTo(409);

        assertThat(trail.open(visit).reason()).isEqualTo("Treatment");
    }

    @Test
    void anIncompleteRequestErasesNothing() {
        AuditRecord visit = recordAbout("p-3", "chart.read", "Treatment");

        assertThat(erase("p-3", " ").statusCode()).isEqualTo(400);
        assertThat(erase(" ", "request 14").statusCode()).isEqualTo(400);
        assertThat(client.post(PATH, "{\"subject\":\"p-3\"}", ann()).statusCode())
                .isEqualTo(400);
        assertThat(client.post(PATH, "{}", ann()).statusCode()).isEqualTo(400);

        assertThat(trail.open(visit).reason()).isEqualTo("Treatment");
    }

    @Test
    void aStrangerErasesNothing() {
        AuditRecord visit = recordAbout("p-4", "chart.read", "Treatment");

        assertThat(client.post(PATH, body("p-4", "request 15"), NOBODY).statusCode())
                .isEqualTo(401);

        assertThat(trail.open(visit).reason()).isEqualTo("Treatment");
    }

    private HttpResponse<String> erase(String subject, String reason) {
        return client.post(PATH, body(subject, reason), ann());
    }

    private static String body(String subject, String reason) {
        return "{\"subject\":\"" + subject + "\",\"reason\":\"" + reason + "\"}";
    }

    private AuditRecord recordAbout(String subject, String action, String reason) {
        trail.record(trail.entry(action).subject(subject).reason(reason).build());
        return newest(action);
    }

    private AuditRecord newest(String action) {
        return trail.read(AuditQuery.newestFirst(1).ofAction(action)).records().get(0);
    }
}
