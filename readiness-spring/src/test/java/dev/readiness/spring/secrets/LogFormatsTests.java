package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Each format in which Spring Boot writes the log, on the console and into a file. The value is made up and opens nothing. */
class LogFormatsTests {

    private static final String VALUE = "test/of\"the/log+4f9c1d&more";

    @TempDir
    Path folder;

    /** Spring Boot leaves what it tells Logback, and takes the first word for the last. */
    @AfterEach
    void forget() {
        List.of("CONSOLE_LOG_STRUCTURED_FORMAT", "FILE_LOG_STRUCTURED_FORMAT", "LOG_FILE")
                .forEach(System::clearProperty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ecs", "gelf", "logstash"})
    @ExtendWith(OutputCaptureExtension.class)
    void hidesALoadedSecret(String format, CapturedOutput output) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("secrets")).resolve("KEY"), VALUE);
        Path file = folder.resolve("clinic.log");
        SpringApplication application = new SpringApplication(TestApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);

        ConfigurableApplicationContext context = application.run(
                "--spring.main.banner-mode=off",
                "--readiness.secrets.directories=" + folder.resolve("secrets"),
                "--logging.config=" + configuration(format.isEmpty() ? "" : "structured-"),
                "--logging.structured.format.console=" + format,
                "--logging.structured.format.file=" + format,
                "--logging.file.name=" + file);
        MDC.put("user", VALUE);
        try {
            LoggerFactory.getLogger("clinic")
                    .atWarn()
                    .addKeyValue("pair", VALUE)
                    .setCause(new IllegalStateException(VALUE, new IOException("of " + VALUE)))
                    .log(
                            "key {} in {}",
                            VALUE,
                            Base64.getEncoder().encodeToString(VALUE.getBytes(StandardCharsets.UTF_8)));
            LoggerFactory.getLogger("clinic.later").warn("later " + VALUE);
        } finally {
            MDC.remove("user");
            context.close();
        }

        assertThat(output)
                .contains("key [redacted] in [redacted]", "later [redacted]")
                .doesNotContain("4f9c1d");
        assertThat(file)
                .content()
                .contains("key [redacted] in [redacted]", "later [redacted]")
                .doesNotContain("4f9c1d");
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

    @Configuration(proxyBeanMethods = false)
    static class TestApplication {}
}
