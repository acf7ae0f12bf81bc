package dev.readiness.spring.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Result;
import dev.readiness.spring.assessment.HardeningReport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** The same application without one {@code readiness.*} setting. */
@SpringBootTest(
        classes = BookingApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.datasource.url=jdbc:h2:mem:unconfigured;DB_CLOSE_DELAY=-1", "spring.flyway.enabled=false"
        })
class UnconfiguredApplicationTests {

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private HardeningReport report;

    @Test
    void theAnnotatedMethodRunsAsBefore(@LocalServerPort int port) {
        BookingClient client = new BookingClient(port);

        assertThat(client.post("/appointments?reason=checkup", BookingClient.ann())
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.post("/appointments?reason=fail", BookingClient.ann()).statusCode())
                .isEqualTo(500);
        assertThat(jdbc.queryForObject("SELECT count(*) FROM appointment", Long.class))
                .as("no transaction was put around the handler")
                .isEqualTo(2);
    }

    @Test
    void nothingIsWrittenToTheDatabase() {
        assertThat(jdbc.queryForList(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'", String.class))
                .containsExactly("APPOINTMENT");
    }

    @Test
    void theReportSaysThatTheAnnotationIsPresentButNotInForce() {
        Finding finding = assess("audit.write-unrecorded").stream()
                .filter(candidate -> candidate.where().equals("POST /appointments"))
                .findFirst()
                .orElseThrow();

        assertThat(finding.result()).isEqualTo(Result.FAIL);
        assertThat(finding.problem()).contains("present, but no store");
        assertThat(finding.remedy()).isEqualTo("readiness.audit.store=jdbc");
    }

    @Test
    void theReportSaysThatThereIsNoStore() {
        assertThat(assess("audit.store-not-durable")).singleElement().satisfies(finding -> {
            assertThat(finding.result()).isEqualTo(Result.FAIL);
            assertThat(finding.problem()).contains("no audit store");
        });
    }

    private List<Finding> assess(String rule) {
        return report.assessment().findings().stream()
                .filter(finding -> finding.ruleId().equals(rule))
                .toList();
    }
}
