package dev.readiness.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The Chromium of the machine, without a window and without a profile; nothing is downloaded. */
public final class Browser {

    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private Browser() {}

    /** Skips the test where there is no browser, and says why. */
    public static void assumeInstalled() {
        Assumptions.assumeTrue(
                browser().isPresent() && driver().isPresent(),
                () -> "Chromium is not installed: no page is opened in a browser. Looked on the PATH for one of "
                        + BROWSERS + " and for chromedriver");
    }

    /** Starts the browser, which must be installed. */
    public static ChromeDriver start(Path profile) {
        return start(browser().orElseThrow(), driver().orElseThrow(), profile);
    }

    private static Optional<Path> browser() {
        return BROWSERS.stream().map(Browser::onPath).flatMap(Optional::stream).findFirst();
    }

    private static Optional<Path> driver() {
        return onPath("chromedriver");
    }

    /** Sets the size of the page in CSS pixels; a window cannot be as narrow as a phone. */
    public static void resize(ChromeDriver browser, int width, int height) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    /** Shows the page as on paper ({@code print}) or on a screen, in the colours of a {@code light} or {@code dark} system. */
    public static void emulate(ChromeDriver browser, String media, String scheme) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("media", media, "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Writes what the whole page looks like, however long it is, to {@code file}. */
    public static void picture(ChromeDriver browser, Path file) {
        Map<String, Object> size = Map.of(
                "x",
                0,
                "y",
                0,
                "width",
                browser.executeScript("return document.documentElement.scrollWidth"),
                "height",
                browser.executeScript("return document.documentElement.scrollHeight"),
                "scale",
                1);
        Map<String, Object> whole = browser.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", size));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, OutputType.BYTES.convertFromBase64Png((String) whole.get("data")));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Returns the texts of the page whose contrast with what is behind them is below what WCAG 2.2 AA asks for. */
    public static List<?> textsOfLowContrast(ChromeDriver browser) {
        try (InputStream script = Objects.requireNonNull(Browser.class.getResourceAsStream("contrast.js"))) {
            return (List<?>) browser.executeScript(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static ChromeDriver start(Path browser, Path driver, Path profile) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.toFile());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--user-data-dir=" + profile);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .withEnvironment(environment())
                .build();
        return new ChromeDriver(service, options);
    }

    private static Map<String, String> environment() {
        return Map.of("SE_OFFLINE", "true", "PATH", System.getenv("PATH"));
    }

    private static Optional<Path> onPath(String name) {
        return Stream.ofNullable(System.getenv("PATH"))
                .flatMap(path -> Arrays.stream(path.split(File.pathSeparator)))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Browser::real)
                .findFirst();
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
