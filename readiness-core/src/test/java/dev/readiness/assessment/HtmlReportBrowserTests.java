package dev.readiness.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.readiness.testing.Browser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.print.PrintOptions;
import org.openqa.selenium.support.ui.Select;

/** Opens the page as its readers do. What it looked like is left in {@code target/hardening-report}. */
class HtmlReportBrowserTests {

    private static final Path PICTURES = Path.of("target", "hardening-report");

    @TempDir
    static Path profile;

    private static HttpServer server;
    private static ChromeDriver browser;
    private static String address;

    @BeforeAll
    static void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] page = ReportWriter.html().render(ExampleAssessment.clinic()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
        server.stop(0);
    }

    @BeforeEach
    void load() {
        Browser.assumeInstalled();
        if (browser == null) {
            browser = Browser.start(profile);
        }
        scripts(true);
        Browser.emulate(browser, "screen", "light");
        Browser.resize(browser, 1280, 900);
        browser.get(address);
    }

    @Test
    void headlineSaysWhereTheApplicationStands() {
        picture("desktop");

        assertThat(text("h1")).isEqualTo("Clinic Booking");
        assertThat(text(".headline")).isEqualTo("4 of 17 places failed, 2 could not be seen.");
    }

    @Test
    void dimensionsShowCountsAndDenominators() {
        assertThat(browser.findElements(By.cssSelector(".dimensions li")))
                .extracting(WebElement::getText)
                .hasSize(5)
                .first()
                .asString()
                .contains("7 of 13 passed", "4 failed, 1 unknown, 1 waived");
    }

    @Test
    void ladderMarksTheStageOfEachSlice() {
        assertThat(browser.findElements(By.cssSelector("[aria-current=step] b")))
                .extracting(WebElement::getText)
                .containsExactly("prototype", "skateboard", "prototype");
    }

    @Test
    void matrixNamesEachCallerAndEachCell() throws IOException {
        List<WebElement> names = browser.findElements(By.cssSelector(".matrix .caller"));
        List<WebElement> cells =
                browser.findElements(By.cssSelector("section[aria-labelledby=access] > .matrix tbody td"));
        pictureOfTheMatrix("matrix");

        assertThat(names)
                .hasSize(14)
                .allMatch(name -> name.isDisplayed() || name.getText().isEmpty());
        assertThat(cells).hasSize(35).extracting(WebElement::getText).contains("\u2713\nallowed", "?\nunknown");
        assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(1280L);
    }

    @Test
    void findingOpensToEvidenceAndRemedy() {
        WebElement worst = browser.findElement(By.cssSelector(".rule"));
        WebElement remedy = worst.findElement(By.tagName("pre"));
        assertThat(remedy.isDisplayed()).isFalse();

        worst.findElement(By.tagName("summary")).click();
        picture("finding");

        assertThat(remedy.isDisplayed()).isTrue();
        assertThat(worst.getText()).contains("the request reached AdminController.page", "hasRole(\"ADMIN\")");
    }

    @Test
    void obstacleOfASliceLeadsToItsFinding() {
        browser.findElement(By.partialLinkText("Every text and collection")).click();

        assertThat(browser.findElement(By.id("validation.input-unbounded")).isDisplayed())
                .isTrue();
    }

    @Test
    void gradeAndWhatHoldsItDownAreSeenAtAGlance() {
        assertThat(text(".verdict .grade")).contains("D");
        assertThat(text("header .cap")).isEqualTo("at best D, because a critical safeguard is missing: GET /admin.");
        assertThat(browser.findElements(By.cssSelector(".dimensions .grade"))).hasSize(5);
    }

    @Test
    void complianceOpensToControlsRulesAndWhoVouches() {
        WebElement soc = browser.findElements(By.cssSelector(".framework-view")).get(1);
        assertThat(soc.findElement(By.cssSelector(".body")).isDisplayed()).isFalse();

        soc.findElement(By.tagName("summary")).click();
        picture("compliance");

        assertThat(soc.getText())
                .contains("CC6.1", "gap seen", "Not seen", "CC1.1 Integrity and ethics")
                .contains("attested by the head of staff until 2027-06-30: training plan of 2026");
        assertThat(browser.findElement(By.cssSelector(".compliance > .hint")).getText())
                .contains("Evidence is not a certificate");
    }

    @Test
    void effortIsAnIntervalWithItsAssumptions() {
        WebElement effort = browser.findElement(By.cssSelector("section[aria-labelledby=effort]"));

        assertThat(effort.getText())
                .containsPattern("The rest takes between \\d+ and \\d+ hours, in four of five cases")
                .contains("a factor of 4 wide", "the second narrows it most", "Of 1 estimate that came true later");
    }

    @Test
    void proposedSliceOpensToThePropertiesThatDeclareIt() {
        WebElement proposals = browser.findElement(By.cssSelector(".proposals"));
        proposals.findElement(By.tagName("summary")).click();

        assertThat(proposals.findElement(By.tagName("pre")).getText())
                .isEqualTo("readiness.slices.appointments[0]=GET /appointments");
        filter("slice", "appointments (proposed)");
        assertThat(text("[role=status]")).doesNotStartWith("18 of");
    }

    @Test
    void filtersLeaveOnlyWhatMatchesAllOfThem() {
        filter("dimension", "security");
        filter("slice", "administration");
        filter("result", "fail");

        assertThat(text("[role=status]")).isEqualTo("1 of 18 findings shown");
        assertThat(visible(".rule h4"))
                .containsExactly("Nobody reaches an endpoint without logging in, unless it is public on purpose");
    }

    @Test
    void filtersCanBeTakenBack() {
        filter("severity", "critical");
        assertThat(text("[role=status]")).doesNotStartWith("18 of");

        browser.findElement(By.cssSelector("button[type=reset]")).click();

        await().untilAsserted(() -> assertThat(text("[role=status]")).isEqualTo("18 of 18 findings shown"));
    }

    @Test
    void remedyIsCopied() {
        browser.executeCdpCommand(
                "Browser.grantPermissions",
                Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        WebElement worst = browser.findElement(By.cssSelector(".rule"));
        worst.findElement(By.tagName("summary")).click();

        worst.findElement(By.cssSelector(".paste button")).click();

        Object copied = browser.executeAsyncScript("navigator.clipboard.readText().then(arguments[0])");
        assertThat(copied).asString().startsWith(".requestMatchers(HttpMethod.GET, \"/admin\")");
    }

    @Test
    void phoneNeedsNoSidewaysScrolling() throws IOException {
        Browser.resize(browser, 360, 740);
        openAll();
        picture("phone");
        pictureOfTheMatrix("phone-matrix");

        assertThat(browser.executeScript("return document.documentElement.scrollWidth"))
                .isEqualTo(360L);
        assertThat((List<?>) browser.executeScript("""
                        return [...document.querySelectorAll('main *, header *, footer *')]
                          .filter(element => element.checkVisibility() && !element.closest('caption, thead, .defs'))
                          .filter(element => element.getBoundingClientRect().right > 360.5)
                          .map(element => element.outerHTML.slice(0, 120));
                        """)).isEmpty();
    }

    @Test
    void paperShowsEverythingAndNoControls() throws IOException {
        Browser.emulate(browser, "", "dark");
        String pdf = browser.print(new PrintOptions()).getContent();
        Files.write(PICTURES.resolve("print.pdf"), Base64.getDecoder().decode(pdf));
        Browser.emulate(browser, "print", "dark");

        assertThat(browser.executeScript("return document.querySelector('.rule:not([open]) pre').checkVisibility()"))
                .isEqualTo(true);
        assertThat(browser.findElement(By.cssSelector(".filters")).isDisplayed())
                .isFalse();
        assertThat(browser.executeScript("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
    }

    @Test
    void pageReadsWithoutJavaScript() {
        scripts(false);
        browser.get(address);

        WebElement worst = browser.findElement(By.cssSelector(".rule"));
        worst.findElement(By.tagName("summary")).click();

        assertThat(worst.findElement(By.tagName("pre")).isDisplayed()).isTrue();
        assertThat(browser.findElement(By.cssSelector(".filters")).isDisplayed())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"light", "dark"})
    void everyTextHasTheContrastOfWcagAa(String scheme) {
        Browser.emulate(browser, "screen", scheme);
        openAll();
        picture(scheme);

        assertThat(Browser.textsOfLowContrast(browser)).isEmpty();
    }

    @Test
    void browserHasNothingToComplainAbout() {
        assertThat(browser.manage().logs().get(LogType.BROWSER))
                .extracting(LogEntry::getMessage)
                .isEmpty();
    }

    private static void scripts(boolean enabled) {
        browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !enabled));
    }

    private static void openAll() {
        browser.executeScript("document.querySelectorAll('details').forEach(details => { details.open = true; })");
    }

    private static void filter(String name, String choice) {
        new Select(browser.findElement(By.name(name))).selectByVisibleText(choice);
    }

    private static String text(String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    private static List<String> visible(String selector) {
        return browser.findElements(By.cssSelector(selector)).stream()
                .filter(WebElement::isDisplayed)
                .map(WebElement::getText)
                .toList();
    }

    private static void picture(String name) {
        Browser.picture(browser, PICTURES.resolve(name + ".png"));
    }

    private static void pictureOfTheMatrix(String name) throws IOException {
        WebElement matrix = browser.findElement(By.cssSelector("section[aria-labelledby=access]"));
        Files.write(PICTURES.resolve(name + ".png"), matrix.getScreenshotAs(OutputType.BYTES));
    }
}
