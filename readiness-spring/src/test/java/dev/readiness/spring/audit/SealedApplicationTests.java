package dev.readiness.spring.audit;

import static dev.readiness.spring.audit.BookingClient.ann;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Result;
import dev.readiness.audit.AuditKey;
import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditSealer;
import dev.readiness.audit.AuditTrail;
import dev.readiness.audit.SignedCheckpoint;
import dev.readiness.spring.assessment.HardeningReport;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

/** A trail that is sealed by nothing but settings. */
@SpringBootTest(
        classes = BookingApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=clinic",
            "readiness.audit.store=jdbc",
            // A test value: "only-a-test-value-for-audit-0000".
            "readiness.audit.seal.key=b25seS1hLXRlc3QtdmFsdWUtZm9yLWF1ZGl0LTAwMDA=",
            "readiness.audit.seal.interval=200ms",
            "readiness.audit.seal.anchor-every=0s",
            "management.endpoints.web.exposure.include=audittrail,auditevidence"
        })
@DirtiesContext // it writes anchors into the directory for as long as it runs
class SealedApplicationTests {

    @TempDir
    private static Path directory;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private AuditSealer sealer;

    @Autowired
    private AuditKey key;

    @Autowired
    private HardeningReport report;

    @Autowired
    private MeterRegistry meters;

    private BookingClient client;

    @DynamicPropertySource
    static void files(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> "jdbc:h2:file:" + directory.resolve("clinic"));
        registry.add("readiness.audit.seal.memory", () -> directory.resolve("audit.checkpoint"));
        registry.add("readiness.audit.seal.anchors", () -> "log,file:" + directory.resolve("anchor"));
    }

    @BeforeEach
    void setUp(@LocalServerPort int port) {
        client = new BookingClient(port);
    }

    @Test
    void whatWasDoneIsSealedAndPublishedOutside() throws IOException {
        long before = sealer.state().size();
        client.post("/appointments?reason=checkup&patient=p-1", ann());

        await().until(() -> sealer.state().size() > before && Files.exists(directory.resolve("anchor")));
        List<SignedCheckpoint> anchored =
                SignedCheckpoint.findAll(Files.readString(directory.resolve("anchor")), key.verifier());
        assertThat(anchored).isNotEmpty();
        assertThat(meters.get("readiness.audit.sealed").gauge().value()).isPositive();
    }

    @Test
    void theTrailIsShownPageByPageAndTheLookIsRecorded() {
        client.post("/appointments?reason=one&patient=p-2", ann());
        client.post("/appointments?reason=two&patient=p-2", ann());

        String first = client.get("/actuator/audittrail?subject=p-2&action=appointment.book&limit=1", ann())
                .body();

        assertThat(first).containsPattern("\"next\":\"[0-9a-f-]{36}\"").contains("\"subjects\":[\"p-2\"]");
        AuditRecord look = trail.read(AuditQuery.newestFirst(1).ofAction("audit.read"))
                .records()
                .get(0);
        assertThat(look.actor().id()).isEqualTo("ann");
        assertThat(look.subjects()).containsExactly("p-2");
        assertThat(look.details()).containsEntry("action", "appointment.book");
    }

    @Test
    void theTrailIsVerifiedOnRequest() {
        client.post("/appointments?reason=checkup&patient=p-3", ann());
        sealer.sealAll();

        assertThat(client.post("/actuator/auditevidence", ann()).body()).contains("\"valid\":true", "VALID: ");
        assertThat(trail.read(AuditQuery.newestFirst(1).ofAction("audit.verify"))
                        .records())
                .hasSize(1);
    }

    @Test
    void aVerificationOnRequestUsesTheAnchorsAndSaysWhenTheyAreNotGenuine() throws IOException {
        client.post("/appointments?reason=checkup&patient=p-5", ann());
        sealer.sealAll();
        long size = sealer.state().size();
        await().until(() -> !anchored().isEmpty()
                && anchored().get(anchored().size() - 1).checkpoint().size() >= size);
        String anchor = Files.readString(directory.resolve("anchor"));

        assertThat(verdict()).contains("\"valid\":true").doesNotContain("against 0 anchors");

        Files.writeString(directory.resolve("anchor"), anchor.replaceAll("(?m)^[0-9]+$", "7"));
        assertThat(verdict()).contains("\"valid\":false", "An anchor cannot be read: ", "not genuine");
        Files.writeString(directory.resolve("anchor"), anchor);
        assertThat(verdict()).contains("\"valid\":true");
    }

    private String verdict() {
        return client.post("/actuator/auditevidence", ann()).body();
    }

    private List<SignedCheckpoint> anchored() throws IOException {
        return Files.exists(directory.resolve("anchor"))
                ? SignedCheckpoint.findAll(Files.readString(directory.resolve("anchor")), key.verifier())
                : List.of();
    }

    @Test
    void theEvidenceIsOneFile() {
        client.post("/appointments?reason=checkup&patient=p-4", ann());
        sealer.sealAll();

        var answer = client.get("/actuator/auditevidence", ann());

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
        assertThat(answer.body()).startsWith("PK").contains("records.jsonl", "checkpoint", "VerifyAuditTrail.java");
    }

    @Test
    void theEvidenceOfSomeRecordsHasTheirProofs() {
        client.post("/appointments?reason=checkup&patient=p-5", ann());
        client.post("/appointments?reason=checkup&patient=p-5", ann());
        sealer.sealAll();
        String ids = trail.read(AuditQuery.newestFirst(2).ofAction("appointment.book")).records().stream()
                .map(record -> record.id().toString())
                .collect(Collectors.joining(","));

        var answer = client.get("/actuator/auditevidence?ids=" + ids, ann());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("PK").contains("records.jsonl", "proofs/0.tlog-proof", "proofs/1.tlog");
    }

    @Test
    void evidenceOfWhatIsNotThereIsRefusedWithItsName() {
        String unknown = "01890a5d-ac96-774b-bcce-b302099a8057";

        var answer = client.get("/actuator/auditevidence?ids=" + unknown, ann());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("there is no record " + unknown);
        assertThat(client.get("/actuator/auditevidence?ids=", ann()).statusCode())
                .isEqualTo(400);
        assertThat(client.get("/actuator/auditevidence?ids=1", ann()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void theReportSaysWhatItSaw() {
        Map<String, Result> results = report.refresh().findings().stream()
                .filter(finding ->
                        finding.ruleId().startsWith("audit.") && finding.where().equals("application"))
                .collect(Collectors.toMap(Finding::ruleId, Finding::result));

        assertThat(results)
                .containsEntry("audit.store-not-durable", Result.PASS)
                .containsEntry("audit.trail-unsealed", Result.PASS)
                .containsEntry("audit.anchor-missing", Result.PASS)
                .containsEntry("audit.trail-writable", Result.FAIL)
                .containsEntry("audit.commit-unforced", Result.FAIL)
                .containsEntry("audit.key-beside-data", Result.PASS);
    }
}
