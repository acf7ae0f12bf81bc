package dev.readiness.spring.audit;

import static dev.readiness.spring.audit.BookingClient.ann;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditTable;
import dev.readiness.audit.AuditTrail;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Policies at work in an application whose trail goes away. */
@SpringBootTest(
        classes = BookingApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:best-effort;DB_CLOSE_DELAY=-1",
            "readiness.audit.store=jdbc",
            "readiness.audit.actions.appointment.book.policy=best-effort",
            "readiness.audit.actions.appointment.catch.policy=required",
            "readiness.health.checks.audit.period=100ms",
            "readiness.health.checks.audit.fail-after=1",
            "management.endpoint.health.show-details=always",
            "management.endpoints.web.exposure.include=health"
        })
class BestEffortApplicationTests {

    private static final String BOOKING = "/appointments?reason=checkup";

    @Autowired
    private AuditTrail trail;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private MeterRegistry meters;

    private BookingClient client;

    @BeforeEach
    void setUp(@LocalServerPort int port) {
        client = new BookingClient(port);
        AuditTable.createIfAbsent(dataSource);
        jdbc.update("DELETE FROM readiness_audit");
    }

    @Test
    void whatIsDoneIsRecorded() {
        client.post(BOOKING, ann());

        await().until(() -> !records().isEmpty());
        assertThat(records()).extracting(AuditRecord::action).containsExactly("appointment.book");
    }

    @Test
    void withoutTheTrailTheOperationGoesOnAndTheLossIsSeen() {
        double before = dropped();
        jdbc.execute("DROP TABLE readiness_audit");

        assertThat(client.post(BOOKING, ann()).statusCode()).isEqualTo(200);

        await().until(() -> dropped() == before + 1);
        await().untilAsserted(
                        () -> assertThat(client.get("/actuator/health", ann()).body())
                                .contains("DEGRADED", "best effort were dropped in the last PT10M"));
    }

    @Test
    void whatIsRequiredFailsWithoutTheTrail() {
        jdbc.execute("DROP TABLE readiness_audit");

        assertThat(client.post("/caught", ann()).statusCode()).isEqualTo(500);
    }

    private List<AuditRecord> records() {
        return trail.read(AuditQuery.newestFirst(9)).records();
    }

    private double dropped() {
        return meters.get("readiness.audit.dropped").functionCounter().count();
    }
}
