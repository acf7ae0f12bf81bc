package dev.readiness.spring.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.audit.AuditOutcome;
import dev.readiness.audit.AuditQuery;
import dev.readiness.audit.AuditRecord;
import dev.readiness.audit.AuditTrail;
import dev.readiness.testing.Browser;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the trail as an auditor does, in a real browser. What it looked like is left in {@code target/audit-trail}. */
@SpringBootTest(
        classes = BookingApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:trail-browser;DB_CLOSE_DELAY=-1",
            "readiness.audit.store=jdbc",
            "management.endpoints.web.exposure.include=audittrail"
        })
class AuditTrailBrowserTests {

    private static final Path PICTURES = Path.of("target", "audit-trail");
    private static final String SCRIPT =
            "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">";
    private static final String REVERSED = "ann\u202egnp.exe\u2066 \u05d0\u05d1\u05d2";

    @TempDir
    static Path profile;

    private static ChromeDriver browser;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private JdbcTemplate jdbc;

    private String address;

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void begin(@LocalServerPort int port) {
        Browser.assumeInstalled();
        if (browser == null) {
            browser = Browser.start(profile);
        }
        Browser.emulate(browser, "screen", "light");
        Browser.resize(browser, 1280, 900);
        jdbc.update("DELETE FROM readiness_audit");
        jdbc.update("DELETE FROM readiness_audit_reference");
        address = "http://ann:test-only@127.0.0.1:" + port + "/actuator/audittrail";
    }

    @ParameterizedTest
    @CsvSource({
        "actor, doctor-2",
        "subject, patient-2",
        "action, chart.print",
        "outcome, DENIED",
        "from, 2026-03-02T00:00:30",
        "until, 2026-02-01T00:00"
    })
    void eachFieldFindsTheOneRecordThatHasIt(String field, String value) {
        read("doctor-1", "patient-1", "chart.read", AuditOutcome.SUCCESS, "2026-03-01T09:00:00Z");
        AuditRecord wanted = switch (field) {
            case "actor" -> read(value, "patient-1", "chart.read", AuditOutcome.SUCCESS, "2026-03-01T09:00:00Z");
            case "subject" -> read("doctor-1", value, "chart.read", AuditOutcome.SUCCESS, "2026-03-01T09:00:00Z");
            case "action" -> read("doctor-1", "patient-1", value, AuditOutcome.SUCCESS, "2026-03-01T09:00:00Z");
            case "outcome" -> read("doctor-1", "patient-1", "chart.read", AuditOutcome.DENIED, "2026-03-01T09:00:00Z");
            case "from" -> read("doctor-1", "patient-1", "chart.read", AuditOutcome.SUCCESS, "2026-03-02T00:00:30Z");
            default -> read("doctor-1", "patient-1", "chart.read", AuditOutcome.SUCCESS, "2026-01-31T23:59:59Z");
        };
        open("?action=chart.read");

        fill("action", field.equals("action") ? value : "chart.read");
        fill(field, value);
        search();

        assertThat(ids()).containsExactly(wanted.id().toString());
        assertThat(caption()).startsWith("1 record.");
        assertThat(browser.findElement(By.name(field)).getDomProperty("value")).isEqualTo(value);
    }

    @Test
    void targetIsFoundByTypeAndIdAndOneAloneIsRefused() {
        read("doctor-1", "patient-1", "chart.read", AuditOutcome.SUCCESS, "2026-03-01T09:00:00Z");
        trail.record(trail.entry("chart.read").target("chart", "8").build());
        open("");

        fill("targetId", "8");
        search();

        assertThat(browser.findElement(By.cssSelector("[role=alert]")).getText())
                .isEqualTo("A target is found by its type and its id together: 'targetType' and 'targetId'");
        assertThat(browser.findElement(By.name("targetId")).getDomProperty("value"))
                .isEqualTo("8");
        assertThat(browser.findElements(By.tagName("table"))).isEmpty();
        Browser.picture(browser, PICTURES.resolve("refused.png"));

        fill("targetType", "chart");
        search();

        assertThat(cells(6)).containsExactly("chart 8");
    }

    @Test
    void whatNobodyDidFindsNothingAndSaysSo() {
        open("");

        fill("actor", "nobody");
        search();

        assertThat(caption()).isEqualTo("No record matches. This look was recorded.");
        assertThat(ids()).isEmpty();
        Browser.picture(browser, PICTURES.resolve("nothing.png"));
    }

    @Test
    void pagesLeadToTheOldestRecordAndBack() {
        List<String> written = new java.util.ArrayList<>();
        for (int number = 0; number < 25; number++) {
            written.add(
                    0,
                    read("doctor-1", "patient & co", "chart.read", AuditOutcome.SUCCESS, "2026-03-01T09:00:00Z")
                            .id()
                            .toString());
        }
        open("?subject=patient+%26+co&action=chart.read&limit=10");
        List<String> seen = new java.util.ArrayList<>(ids());

        browser.findElement(By.linkText("Older records")).click();
        seen.addAll(ids());
        browser.findElement(By.linkText("Older records")).click();
        seen.addAll(ids());

        assertThat(seen).isEqualTo(written);
        assertThat(browser.findElements(By.linkText("Older records"))).isEmpty();
        browser.findElement(By.linkText("Newest records")).click();
        assertThat(ids()).isEqualTo(written.subList(0, 10));
        assertThat(browser.findElement(By.name("subject")).getDomProperty("value"))
                .isEqualTo("patient & co");
    }

    @Test
    void hostileTextIsShownAndDoesNothing() {
        hostile();

        open("?action=chart.read");
        Browser.picture(browser, PICTURES.resolve("hostile.png"));

        assertThat(browser.getTitle()).isEqualTo("Audit trail");
        assertThat(browser.findElements(By.cssSelector("script, img, iframe"))).isEmpty();
        WebElement row = browser.findElement(By.cssSelector("tbody tr"));
        assertThat(row.getText())
                .contains("<script>document.title='owned'</script>", "ann\\u202egnp.exe\\u2066")
                .doesNotContain("\u202e", "\u2066");
        assertThat(browser.executeScript("return getComputedStyle(document.querySelector('tbody bdi')).unicodeBidi"))
                .isEqualTo("isolate");
    }

    @Test
    void hostileSearchIsFoundAndShownAsText() {
        hostile();
        open("");

        fill("action", "chart.read");
        fill("subject", SCRIPT);
        search();

        assertThat(browser.getTitle()).isEqualTo("Audit trail");
        assertThat(caption()).startsWith("1 record.");
        assertThat(browser.findElement(By.name("subject")).getDomProperty("value"))
                .isEqualTo(SCRIPT);
    }

    @Test
    void eachLookIsRecordedAndIsInTheNextOne() {
        open("?actor=doctor-1");

        open("?action=audit.read");

        AuditRecord look = trail.read(AuditQuery.newestFirst(2).ofAction("audit.read"))
                .records()
                .get(1);
        assertThat(look.actor().id()).isEqualTo("ann");
        assertThat(look.details()).containsEntry("actor", "doctor-1");
        assertThat(look.source().agent()).contains("Chrome");
        assertThat(ids()).contains(look.id().toString());
    }

    @Test
    void phoneNeedsNoSidewaysScrolling() {
        hostile();
        trail.record(trail.entry("chart.read")
                .actor(AuditRecord.Actor.user("d".repeat(200)))
                .subject("p".repeat(200))
                .target("t".repeat(200), "i".repeat(200))
                .reason("r".repeat(1000))
                .detail("n".repeat(200), "v".repeat(1000))
                .build());
        Browser.resize(browser, 360, 740);

        open("?action=chart.read&limit=10");
        Browser.picture(browser, PICTURES.resolve("phone.png"));

        assertThat(browser.executeScript("return document.documentElement.scrollWidth"))
                .isEqualTo(360L);
        assertThat((List<?>) browser.executeScript("""
                        return [...document.querySelectorAll('main *')]
                          .filter(element => element.checkVisibility() && !element.closest('thead'))
                          .filter(element => element.getBoundingClientRect().right > 360.5)
                          .map(element => element.outerHTML.slice(0, 120));
                        """)).isEmpty();
        assertThat(browser.executeScript(
                        "return getComputedStyle(document.querySelector('tbody td'), '::before').content"))
                .isEqualTo("\"Time (UTC)\"");
    }

    @ParameterizedTest
    @CsvSource({"light", "dark"})
    void everyTextHasTheContrastOfWcagAa(String scheme) {
        hostile();
        read("doctor-1", "patient-1", "chart.read", AuditOutcome.SUCCESS, "2026-03-01T09:00:00Z");
        Browser.emulate(browser, "screen", scheme);

        open("?limit=10");
        Browser.picture(browser, PICTURES.resolve(scheme + ".png"));

        assertThat(Browser.textsOfLowContrast(browser)).isEmpty();
    }

    @Test
    void browserHasNothingToComplainAbout() {
        hostile();
        browser.manage().logs().get(LogType.BROWSER);

        open("?action=chart.read");

        assertThat(browser.manage().logs().get(LogType.BROWSER))
                .extracting(LogEntry::getMessage)
                .isEmpty();
    }

    private void hostile() {
        trail.record(trail.entry("chart.read")
                .outcome(AuditOutcome.DENIED)
                .actor(new AuditRecord.Actor("user", REVERSED, SCRIPT))
                .subject(SCRIPT)
                .target("chart", REVERSED)
                .source(new AuditRecord.Source("192.0.2.7", SCRIPT))
                .reason(REVERSED)
                .change("phone", SCRIPT, null)
                .detail(SCRIPT, REVERSED)
                .build());
    }

    private AuditRecord read(String actor, String subject, String action, AuditOutcome outcome, String time) {
        AuditRecord template = trail.entry(action).build();
        AuditRecord entry = AuditRecord.builder(template.id(), Instant.parse(time), action)
                .outcome(outcome)
                .actor(AuditRecord.Actor.user(actor))
                .subject(subject)
                .target("chart", "7")
                .source(new AuditRecord.Source("192.0.2.7", "Mozilla/5.0 (X11; Linux x86_64)"))
                .reason("treatment")
                .change("room", "3", "4")
                .build();
        trail.record(entry);
        return entry;
    }

    private void open(String query) {
        browser.get(address + query);
    }

    private static void fill(String name, String value) {
        WebElement field = browser.findElement(By.name(name));
        if (field.getTagName().equals("select")) {
            new Select(field).selectByVisibleText(value);
        } else if ("datetime-local".equals(field.getDomAttribute("type"))) {
            // What is typed there depends on the language of the machine.
            browser.executeScript("arguments[0].value = arguments[1]", field, value);
        } else {
            field.clear();
            field.sendKeys(value);
        }
    }

    private static void search() {
        browser.findElement(By.tagName("button")).click();
    }

    private static String caption() {
        return browser.findElement(By.tagName("caption")).getText();
    }

    private static List<String> ids() {
        return browser.findElements(By.cssSelector("tbody dd:last-child")).stream()
                .map(WebElement::getText)
                .toList();
    }

    private static List<String> cells(int column) {
        return browser.findElements(By.cssSelector("tbody td:nth-child(" + column + ")")).stream()
                .map(WebElement::getText)
                .toList();
    }
}
