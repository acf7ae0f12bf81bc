package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.readiness.spring.RunningApplication;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Made-up secrets on every way that leads to the log, none of which may arrive there.
 *
 * <p>Half of them are secrets of the application, which its own code logs by mistake. The others belong to callers, so that
 * nobody can know them: no line that is written by the framework or by this library may quote what was sent. Few by default;
 * {@code -Dcanaries=1000} sends as many as are named.
 */
@ExtendWith(OutputCaptureExtension.class)
class CanarySecretsTests {

    private static final int COUNT = Integer.getInteger("canaries", 60);

    /** Characters that each format escapes in another way. */
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789/+=&\"\\<.-_";

    private static final String HEX = "0123456789abcdef";

    @TempDir
    private Path folder;

    /** Spring Boot leaves what it tells Logback, and takes the first word for the last. */
    @AfterEach
    void forget() {
        List.of("CONSOLE_LOG_STRUCTURED_FORMAT", "FILE_LOG_STRUCTURED_FORMAT", "LOG_FILE")
                .forEach(System::clearProperty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ecs"})
    void noneIsInTheLog(String format, CapturedOutput output) throws IOException {
        Random random = new Random(17);
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        List<String> own = canaries(random, COUNT / 2);
        for (int i = 0; i < own.size(); i++) {
            Files.writeString(secrets.resolve("CANARY_" + i), own.get(i));
        }
        List<String> ofCallers = canaries(random, COUNT - own.size());
        Path file = folder.resolve("clinic.log");

        try (RunningApplication application = RunningApplication.start(
                Clinic.class,
                "logging.config=" + configuration(format.isEmpty() ? "" : "structured-"),
                "logging.structured.format.console=" + format,
                "logging.structured.format.file=" + format,
                "logging.file.name=" + file,
                "readiness.secrets.directories=" + secrets,
                "readiness.validation.problem-details=true",
                "readiness.observability.correlation=true",
                "readiness.observability.request-summary=true")) {
            for (int i = 0; i < own.size(); i++) {
                application.get("/mistakes/logged", "X-Canary", Integer.toString(i));
                application.get("/mistakes/thrown", "X-Canary", Integer.toString(i));
            }
            ofCallers.forEach(canary -> send(application, canary));
            application.get("/visits/1");
            await().until(() -> Files.readString(file).contains("GET /visits/{id} answered 200"));
        }
        // Each has a part that no format escapes, and that nothing else contains.
        String log = Files.readString(file) + output.getAll();
        List<String> seen = new ArrayList<>(own);
        seen.addAll(ofCallers);
        seen.removeIf(canary -> !log.contains(core(canary)));

        assertThat(seen).isEmpty();
        // What was logged in vain is there but for its value.
        assertThat(log.split("call with \\[redacted]", -1)).hasSizeGreaterThan(own.size());
        assertThat(log).contains("POST /visits answered 400");
    }

    private static void send(RunningApplication application, String canary) {
        String encoded = URLEncoder.encode(canary, StandardCharsets.UTF_8);
        String json = canary.replace("\\", "\\\\").replace("\"", "\\\"");
        application.get("/visits/1", "Authorization", "Bearer " + canary, "X-Api-Key", canary);
        application.get("/visits/1", "Authorization", "Basic " + canary, "Cookie", "JSESSIONID=" + core(canary));
        // An id of harmless characters is logged because the caller asks for it.
        application.get("/visits/1", "X-Correlation-Id", canary + "=", "traceparent", canary);
        application.get("/visits/1?token=" + encoded);
        application.get("/visits/" + encoded);
        application.get("/nowhere/" + core(canary));
        application.postJson("/visits", "{\"quantity\":\"" + json + "\"}");
        application.postJson("/visits", "{\"reason\":\"" + json + " is longer than a reason may be\"}");
        application.postJson("/visits", "{\"reason\":" + canary);
        application.postJson("/visits", "{\"" + json + "\":1, \"day\":\"" + json + "\"}");
        application.send("POST", "/visits", BodyPublishers.ofString(canary), "Content-Type", "text/" + core(canary));
        application.postLogin(core(canary), encoded);
    }

    private static List<String> canaries(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> text(random, ALPHABET, 6) + "canary" + text(random, HEX, 16) + text(random, ALPHABET, 6))
                .toList();
    }

    private static String core(String canary) {
        return canary.substring(6, 28);
    }

    private static String text(Random random, String alphabet, int length) {
        return random.ints(length, 0, alphabet.length())
                .mapToObj(alphabet::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    /** What Spring Boot does by itself where no other file configures Logback, as one does among the tests here. */
    private Path configuration(String kind) throws IOException {
        String include = "<include resource=\"org/springframework/boot/logging/logback/%s.xml\"/>";
        return Files.writeString(
                folder.resolve("logback.xml"),
                "<configuration>" + include.formatted("defaults") + include.formatted(kind + "console-appender")
                        + include.formatted(kind + "file-appender")
                        + "<root level=\"INFO\"><appender-ref ref=\"CONSOLE\"/><appender-ref"
                        + " ref=\"FILE\"/></root></configuration>");
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Visits.class, Mistakes.class})
    static class Clinic {

        @Bean
        SecurityFilterChain open(HttpSecurity http) throws Exception {
            return http.csrf(csrf -> csrf.disable())
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    record Visit(@Size(max = 10) String reason, int quantity, java.time.LocalDate day) {}

    @RestController
    static class Visits {

        @GetMapping("/visits/{id}")
        String visit(@PathVariable int id) {
            return "visit " + id;
        }

        @PostMapping("/visits")
        String book(@RequestBody @Valid Visit visit) {
            return "booked";
        }
    }

    /** Logs and throws secrets of the application. */
    @RestController
    static class Mistakes {

        private final org.springframework.core.env.Environment environment;

        Mistakes(org.springframework.core.env.Environment environment) {
            this.environment = environment;
        }

        @GetMapping("/mistakes/logged")
        String log(@RequestHeader("X-Canary") int number) {
            String canary = environment.getRequiredProperty("CANARY_" + number);
            MDC.put("key", canary);
            try {
                LoggerFactory.getLogger("clinic")
                        .atWarn()
                        .addKeyValue("pair", canary)
                        .setCause(new IllegalStateException(canary, new IOException("of " + canary)))
                        .log("call with {} to {}", canary, "https://sms.example/?key=" + canary);
            } finally {
                MDC.remove("key");
            }
            return "logged";
        }

        @GetMapping("/mistakes/thrown")
        String fail(@RequestHeader("X-Canary") int number) {
            String canary = environment.getRequiredProperty("CANARY_" + number);
            throw new IllegalStateException("cannot call with " + canary, new IOException("of " + canary));
        }
    }
}
