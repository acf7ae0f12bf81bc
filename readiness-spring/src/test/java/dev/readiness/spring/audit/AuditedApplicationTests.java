package dev.readiness.spring.audit;

import static dev.readiness.spring.audit.BookingClient.NOBODY;
import static dev.readiness.spring.audit.BookingClient.ann;
import static dev.readiness.spring.audit.BookingClient.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Result;
import dev.readiness.audit.AuditOutcome;
import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditTrail;
import dev.readiness.spring.assessment.HardeningReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole of it on a real server and a real database. */
@SpringBootTest(
        classes = BookingApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=clinic",
            "spring.datasource.url=jdbc:h2:mem:audited;DB_CLOSE_DELAY=-1",
            "readiness.audit.store=jdbc",
            "management.endpoints.web.exposure.include=auditevents"
        })
class AuditedApplicationTests {

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private BookingApplication.TransactionalBookings bookings;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private HardeningReport report;

    private BookingClient client;

    @BeforeEach
    void setUp(@LocalServerPort int port) {
        client = new BookingClient(port);
        jdbc.update("DELETE FROM readiness_audit");
        jdbc.update("DELETE FROM appointment");
    }

    @AfterEach
    void tearDown() {
        MDC.clear();
    }

    @Test
    void aBookingIsRecordedWithWhoWhatForWhomAndFromWhere() {
        assertThat(client.post("/appointments?reason=checkup&patient=p-7", ann())
                        .statusCode())
                .isEqualTo(200);

        AuditRecord entry = onlyRecord();
        assertThat(entry.action()).isEqualTo("appointment.book");
        assertThat(entry.outcome()).isEqualTo(AuditOutcome.SUCCESS);
        assertThat(entry.actor()).isEqualTo(AuditRecord.Actor.user("ann"));
        assertThat(entry.targets()).containsExactly(new AuditRecord.Target("appointment", onlyAppointment()));
        assertThat(entry.subjects()).containsExactly("p-7");
        assertThat(entry.source()).isEqualTo(new AuditRecord.Source("127.0.0.1", "test-agent"));
        assertThat(entry.origin().application()).isEqualTo("clinic");
    }

    @Test
    void aFailureRollsBackTheRowAndKeepsTheEvidenceWithoutTheMessage() {
        assertThat(client.post("/appointments?reason=fail&patient=p-7", ann()).statusCode())
                .isEqualTo(500);

        assertThat(appointments()).isZero();
        assertThat(onlyRecord().outcome()).isEqualTo(AuditOutcome.FAILURE);
        assertThat(onlyRecord().reason()).isEqualTo("IllegalStateException");
        assertThat(onlyRecord().subjects()).containsExactly("p-7");
    }

    @Test
    void theOperationFailsWhenItsRecordCannotBeStored() {
        withoutAuditTable(() -> assertThat(
                        client.post("/appointments?reason=checkup", ann()).statusCode())
                .isEqualTo(500));

        assertThat(appointments()).isZero();
    }

    @Test
    void aServiceWithItsOwnNewTransactionFailsWithItsRecordToo() {
        withoutAuditTable(
                () -> assertThat(client.post("/moved?reason=later", ann()).statusCode())
                        .isEqualTo(500));

        assertThat(appointments()).isZero();
    }

    @Test
    void aServiceIsRecordedLikeAHandler() {
        client.post("/moved?reason=later", ann());

        assertThat(onlyRecord().action()).isEqualTo("appointment.move");
        assertThat(onlyRecord().targets()).containsExactly(new AuditRecord.Target("appointment", onlyAppointment()));
    }

    @Test
    void everyRowHasARecordAndEveryRecordOfASuccessARow() {
        IntStream.range(0, 60)
                .parallel()
                .forEach(
                        number -> client.post("/appointments?reason=" + (number % 3 == 0 ? "fail" : "checkup"), ann()));

        List<String> rows = jdbc.queryForList("SELECT CAST(id AS VARCHAR) FROM appointment", String.class);
        assertThat(rows).hasSize(40);
        assertThat(records(AuditOutcome.SUCCESS))
                .flatExtracting(AuditRecord::targets)
                .extracting(AuditRecord.Target::id)
                .containsExactlyInAnyOrderElementsOf(rows);
        assertThat(records(AuditOutcome.FAILURE)).hasSize(20);
    }

    @Test
    void aHandlerThatCatchesWhatItsServiceThrowsAnswersAsBefore() {
        assertThat(client.post("/caught", ann()).body()).isEqualTo("sorry");

        assertThat(appointments()).isZero();
        assertThat(onlyRecord().outcome()).isEqualTo(AuditOutcome.FAILURE);
    }

    @Test
    void anAnswerThatIsAnErrorIsRecordedAsAFailure() {
        assertThat(client.post("/refused", ann()).statusCode()).isEqualTo(409);

        assertThat(onlyRecord().outcome()).isEqualTo(AuditOutcome.FAILURE);
    }

    @Test
    void anExpressionThatGivesNothingDoesNotFailTheOperation() {
        assertThat(client.post("/typo", ann()).statusCode()).isEqualTo(200);

        assertThat(onlyRecord().targets()).isEmpty();
    }

    @Test
    void aWrongPasswordIsRecordedWithTheNameThatWasClaimed() {
        assertThat(client.post("/appointments?reason=x", as("ann", "wrong")).statusCode())
                .isEqualTo(401);

        AuditRecord login = recordsOf("security.login").get(0);
        assertThat(login.outcome()).isEqualTo(AuditOutcome.DENIED);
        assertThat(login.actor()).isEqualTo(new AuditRecord.Actor("claimed-user", "ann", null));
        assertThat(login.source().address()).isEqualTo("127.0.0.1");
        assertThat(login.reason()).isEqualTo("BadCredentialsException");
    }

    @Test
    void aForbiddenPageIsRecordedOnce() {
        assertThat(client.get("/admin", ann()).statusCode()).isEqualTo(403);

        assertThat(onlyRecord().action()).isEqualTo("security.access");
        assertThat(onlyRecord().outcome()).isEqualTo(AuditOutcome.DENIED);
        assertThat(onlyRecord().actor()).isEqualTo(AuditRecord.Actor.user("ann"));
        assertThat(onlyRecord().targets()).containsExactly(new AuditRecord.Target("request", "GET /admin"));
    }

    @Test
    void somebodyWithoutCredentialsIsRecordedAsAnonymous() {
        assertThat(client.post("/appointments?reason=x", NOBODY).statusCode()).isEqualTo(401);

        assertThat(onlyRecord().actor()).isEqualTo(AuditRecord.Actor.anonymous());
    }

    @Test
    void aLoginWithEveryRequestIsNotRecordedWithEveryRequest() {
        client.post("/appointments?reason=checkup", ann());

        assertThat(recordsOf("security.login")).isEmpty();
    }

    @Test
    void theReportsOwnRequestsLeaveNoRecord() {
        client.get("/admin", with(ann(), BookingApplication.DRY_RUN_HEADER));
        client.post("/refused", with(NOBODY, BookingApplication.DRY_RUN_HEADER));
        client.post("/refused", with(ann(), BookingApplication.DRY_RUN_HEADER));

        assertThat(trail.read(AuditQuery.newestFirst(10)).records()).isEmpty();
    }

    @Test
    void theCorrelationIdIsTakenFromTheLoggingContext() {
        MDC.put("correlationId", "c-42");

        bookings.move("later");

        assertThat(onlyRecord().correlationId()).isEqualTo("c-42");
        assertThat(onlyRecord().actor().type()).isEqualTo("system");
    }

    @Test
    void actuatorShowsTheTrail() {
        client.post("/appointments?reason=checkup", ann());

        String body = client.get("/actuator/auditevents?principal=ann&type=appointment.book", ann())
                .body();
        assertThat(body).contains("\"type\":\"appointment.book\"", "\"outcome\":\"SUCCESS\"", "\"principal\":\"ann\"");
        assertThat(client.get("/actuator/auditevents?principal=bob", ann()).body())
                .doesNotContain("appointment.book");
    }

    @Test
    void eventsThatTheApplicationPublishesForActuatorReachTheTrail() {
        events.publishEvent(
                new AuditApplicationEvent(new AuditEvent("ann", "EXPORT", Map.of("token", "t", "rows", 3))));

        assertThat(onlyRecord().action()).isEqualTo("EXPORT");
        assertThat(onlyRecord().details()).containsEntry("rows", "3").containsEntry("token", "[redacted]");
    }

    @ParameterizedTest
    @CsvSource({
        "POST /appointments, PASS",
        "POST /moved, UNKNOWN",
        "POST /forgotten, FAIL",
        "POST /final-method, FAIL",
        "POST /final-class, FAIL"
    })
    void theReportTellsWhatIsReallyRecorded(String endpoint, Result result) {
        assertThat(finding(endpoint).result()).isEqualTo(result);
    }

    @Test
    void theReportSaysWhatStandsInTheWayOfAnAnnotation() {
        assertThat(finding("POST /final-class").problem()).contains("is present, but", "cannot be advised");
    }

    @Test
    void theReportSaysWhatToWriteWhereNothingIsRecorded() {
        assertThat(finding("POST /forgotten").remedy())
                .isEqualTo("Add @AuditAction(\"final.forgotten\") to FinalController.forgotten");
    }

    @Test
    void whatCannotBeAdvisedWorksAsBeforeAndLeavesNoRecord() {
        assertThat(client.post("/final-method", ann()).body()).isEqualTo("works");
        assertThat(client.post("/final-class", ann()).statusCode()).isEqualTo(200);

        assertThat(trail.read(AuditQuery.newestFirst(10)).records()).isEmpty();
    }

    @Test
    void theEndpointTableNamesTheAction() {
        assertThat(report.assessment().endpoints())
                .filteredOn(row -> row.endpoint().id().equals("POST /appointments"))
                .singleElement()
                .extracting(row -> row.facts().get("audit").value())
                .isEqualTo("appointment.book");
    }

    private void withoutAuditTable(Runnable work) {
        jdbc.execute("ALTER TABLE readiness_audit RENAME TO hidden_audit");
        try {
            work.run();
        } finally {
            jdbc.execute("ALTER TABLE hidden_audit RENAME TO readiness_audit");
        }
    }

    private Finding finding(String endpoint) {
        return report.assessment().findings().stream()
                .filter(finding -> finding.ruleId().equals("audit.write-unrecorded"))
                .filter(finding -> finding.where().equals(endpoint))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> with(Map<String, String> headers, String name) {
        Map<String, String> extended = new HashMap<>(headers);
        extended.put(name, "true");
        return extended;
    }

    private AuditRecord onlyRecord() {
        List<AuditRecord> records = trail.read(AuditQuery.newestFirst(10)).records();
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private List<AuditRecord> records(AuditOutcome outcome) {
        return trail.read(AuditQuery.newestFirst(1_000).withOutcome(outcome)).records();
    }

    private List<AuditRecord> recordsOf(String action) {
        return trail.read(AuditQuery.newestFirst(10).ofAction(action)).records();
    }

    private String onlyAppointment() {
        return jdbc.queryForObject("SELECT CAST(id AS VARCHAR) FROM appointment", String.class);
    }

    private long appointments() {
        return jdbc.queryForObject("SELECT count(*) FROM appointment", Long.class);
    }
}
