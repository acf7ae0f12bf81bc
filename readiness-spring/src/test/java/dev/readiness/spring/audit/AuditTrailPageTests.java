package dev.readiness.spring.audit;

import static dev.readiness.spring.audit.BookingClient.NOBODY;
import static dev.readiness.spring.audit.BookingClient.ann;
import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.audit.AuditOutcome;
import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditTrail;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** What browsers, spreadsheets and other programs get of the trail, over real HTTP. */
@SpringBootTest(
        classes = BookingApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:trail-page;DB_CLOSE_DELAY=-1",
            "readiness.audit.store=jdbc",
            "management.endpoints.web.exposure.include=audittrail,auditdisclosures,audithold"
        })
class AuditTrailPageTests {

    private static final String EVIL = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>&amp;";

    @Autowired
    private AuditTrail trail;

    @Autowired
    private JdbcTemplate jdbc;

    private BookingClient client;

    @BeforeEach
    void setUp(@LocalServerPort int port) {
        client = new BookingClient(port);
        jdbc.update("DELETE FROM readiness_audit");
        jdbc.update("DELETE FROM readiness_audit_reference");
    }

    @Test
    void nothingThatARecordHoldsIsMarkup() {
        trail.record(trail.entry(EVIL)
                .outcome(AuditOutcome.DENIED)
                .actor(new AuditRecord.Actor(EVIL, EVIL, EVIL))
                .subject(EVIL)
                .subject(EVIL)
                .target(EVIL, EVIL)
                .tenant(EVIL)
                .source(new AuditRecord.Source(EVIL, EVIL))
                .correlationId(EVIL)
                .reason(EVIL)
                .detail(EVIL, EVIL)
                .build());

        String page = page("").body();

        assertThat(page)
                .contains(
                        "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&#39;alert(2)&#39;&gt;&amp;amp;")
                .doesNotContain("<script")
                .doesNotContain("<img");
    }

    @Test
    void nothingThatIsSearchedForIsMarkup() {
        String evil = URLEncoder.encode(EVIL, StandardCharsets.UTF_8);
        trail.record(trail.entry("chart.read")
                .actor(AuditRecord.Actor.user(EVIL))
                .subject(EVIL)
                .build());
        trail.record(trail.entry("chart.read")
                .actor(AuditRecord.Actor.user(EVIL))
                .subject(EVIL)
                .build());

        String page = page("?limit=1&actor=" + evil + "&subject=" + evil).body();

        assertThat(page)
                .contains("<input name=\"actor\" value=\"&quot;&gt;&lt;script&gt;", "Older records")
                .doesNotContain("<script")
                .doesNotContain("<img");
    }

    @Test
    void noScriptRunsAndOnlyItsOwnStyleIsUsed() throws Exception {
        HttpResponse<String> answer = page("");

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        Matcher policy = Pattern.compile(
                        "default-src 'none'; style-src 'sha256-([^']+)'; form-action 'self'; base-uri 'none'")
                .matcher(answer.body());
        assertThat(policy.find()).isTrue();
        String body = answer.body();
        String style = body.substring(body.indexOf("<style>") + 7, body.indexOf("</style>"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        assertThat(policy.group(1)).isEqualTo(Base64.getEncoder().encodeToString(digest));
        assertThat(body).doesNotContain(" style=", " onclick=", "javascript:");
    }

    @Test
    void theLinkLeadsToTheNextPageOfTheSameSearch() {
        for (int number = 0; number < 3; number++) {
            client.post("/appointments?reason=r" + number + "&patient=p+%26+co", ann());
        }

        String first = page("?subject=p+%26+co&action=appointment.book&outcome=SUCCESS&limit=2")
                .body();
        Matcher link = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(first);
        assertThat(link.find()).isTrue();
        String second = page(link.group(1).replace("&amp;", "&")).body();

        assertThat(first).contains("<caption>2 records,", "<option selected>SUCCESS");
        assertThat(second).contains("<caption>1 record.").doesNotContain("Older records");
    }

    @Test
    void theFieldsThatAFormLeavesEmptyDoNotCount() {
        client.post("/appointments?reason=checkup", ann());

        assertThat(page("?actor=&subject=&action=appointment.book&targetType=&targetId=&from=&until=&outcome=")
                        .body())
                .contains("<caption>1 record.");
    }

    @Test
    void aTimeIsADateOrHasAZoneOrIsThatOfUtc() {
        client.post("/appointments?reason=checkup", ann());
        String search = "?action=appointment.book&from=";

        assertThat(page(search + "2026-01-31").body()).contains("<caption>1 record.");
        assertThat(page(search + "2026-01-31T09:00").body()).contains("value=\"2026-01-31T09:00\"");
        assertThat(page(search + "2026-01-31T09:00:00%2B01:00").body()).contains("value=\"2026-01-31T08:00\"");
        assertThat(page(search + "2999-01-31").body()).contains("<caption>No record matches.");
    }

    @Test
    void whatMakesNoSenseIsRefusedAndNotTakenForASearchOfEverything() {
        client.post("/appointments?reason=checkup", ann());
        String evil = URLEncoder.encode(EVIL, StandardCharsets.UTF_8);

        HttpResponse<String> noTime = page("?from=" + evil);
        HttpResponse<String> noType = client.get("/actuator/audittrail?targetId=7", ann());
        HttpResponse<String> noLines = client.get("/actuator/audittrail?until=x&as=csv", ann());

        assertThat(noTime.statusCode()).isEqualTo(400);
        assertThat(noTime.body())
                .contains("role=\"alert\">&#39;from&#39; must be a time like")
                .doesNotContain("<script", "<img", "<table");
        assertThat(noType.statusCode()).isEqualTo(400);
        assertThat(noType.body()).startsWith("{\"detail\":\"A target is found by its type and its id together");
        assertThat(noLines.statusCode()).isEqualTo(400);
        assertThat(noLines.body()).contains("'until' must be a time like");
    }

    @Test
    void hostileParametersAreRefusedOrFindNothingAndBreakNothing() {
        client.post("/appointments?reason=checkup", ann());
        String trail = "/actuator/audittrail?action=appointment.book&";

        for (String value : List.of("%00", "%0d%0aSet-Cookie:a=b", "'%20OR%201=1--", "%25", "x".repeat(5_000))) {
            for (String name : List.of("actor", "subject")) {
                HttpResponse<String> answer = client.get(trail + name + "=" + value, ann());
                assertThat(answer.statusCode()).as(name + "=" + value).isEqualTo(200);
                assertThat(answer.body()).startsWith("{\"records\":[]");
            }
        }
        for (String refused : List.of(
                "from=-999999999-01-01",
                "until=%2B999999999-12-31",
                "from=0000-01-01",
                "limit=99999999999",
                "after=x",
                "as=exe",
                "outcome=x")) {
            assertThat(client.get(trail + refused, ann()).statusCode())
                    .as(refused)
                    .isEqualTo(400);
        }
        assertThat(client.get(trail + "actor=%ed%a0%80", ann()).statusCode())
                .as("Tomcat 11 refuses what is no UTF-8, Tomcat 10 puts a sign in its place")
                .isIn(200, 400);
        assertThat(client.get(trail + "limit=-5", ann()).body()).contains("appointment.book");
        for (String refused : List.of("subject=%20", "subject=p-1&from=x", "subject=p-1&until=%2B999999999-12-31")) {
            assertThat(client.get("/actuator/auditdisclosures?" + refused, ann())
                            .statusCode())
                    .as(refused)
                    .isEqualTo(400);
        }
        assertThat(client.post("/actuator/audithold", "{\"subject\":\" \",\"reason\":\"x\"}", ann())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatWasMadeSafeIsFoundByWhatItWas() {
        String name = "evil\u0000\nname" + "x".repeat(300);
        trail.record(
                trail.entry("chart.read").actor(AuditRecord.Actor.user(name)).build());

        assertThat(page("?actor=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                        .body())
                .contains("<caption>1 record.");
    }

    @Test
    void theLookIsRecordedAndNobodyWithoutALoginGetsOne() {
        page("?action=appointment.book");

        AuditRecord look = trail.read(AuditQuery.newestFirst(1).ofAction("audit.read"))
                .records()
                .get(0);
        assertThat(look.actor().id()).isEqualTo("ann");
        assertThat(client.get("/actuator/audittrail", NOBODY).statusCode()).isEqualTo(401);
    }

    @Test
    void otherProgramsGetLines() {
        client.post("/appointments?reason=checkup", ann());
        String search = "/actuator/audittrail?action=appointment.book&as=";

        assertThat(client.get(search + "ocsf", ann()).body())
                .startsWith("{\"category_uid\":6")
                .endsWith("}\n");
        assertThat(client.get(search + "ecs", ann()).body())
                .startsWith("{\"@timestamp\":")
                .endsWith("}\n");
        assertThat(client.get(search + "jsonl", ann()).body())
                .startsWith("{\"schemaVersion\":1")
                .endsWith("}\n");
        HttpResponse<String> csv = client.get(search + "csv", ann());
        assertThat(csv.body()).startsWith("id,time,action");
        assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(client.get("/actuator/audittrail?limit=1", ann()).body()).startsWith("{\"records\":[{\"id\":");
    }

    @Test
    void disclosuresComeInThreeFormsWithoutWhatThePersonDid() {
        trail.record(trail.entry("chart.read")
                .actor(AuditRecord.Actor.user("p-9"))
                .subject("p-9")
                .build());
        trail.record(trail.entry("chart.read")
                .actor(AuditRecord.Actor.user("doctor"))
                .subject("p-9")
                .reason("treatment")
                .build());
        String path = "/actuator/auditdisclosures?subject=p-9";

        assertThat(client.get(path, ann()).body())
                .contains("\"party\":\"user doctor\"", "\"legitimate_interest_or_purpose\":\"treatment\"")
                .doesNotContain("user p-9");
        assertThat(client.get(path + "&own=true", accepting("text/csv")).body())
                .startsWith("time,party,")
                .contains("user doctor", "user p-9", "user ann");
        assertThat(client.get(path, accepting("text/markdown")).body()).startsWith("# Record of access to");
        assertThat(trail.read(AuditQuery.newestFirst(9).about("p-9").ofAction("audit.read"))
                        .records())
                .hasSize(3);
    }

    private HttpResponse<String> page(String query) {
        return client.get("/actuator/audittrail" + query, accepting("text/html,application/xhtml+xml,*/*;q=0.8"));
    }

    private static Map<String, String> accepting(String type) {
        Map<String, String> headers = new HashMap<>(ann());
        headers.put("Accept", type);
        return headers;
    }
}
