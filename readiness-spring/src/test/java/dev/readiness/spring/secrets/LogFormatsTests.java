package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
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

    @ParameterizedTest
    @ValueSource(strings = {"", "ecs", "gelf", "logstash"})
    @ExtendWith(OutputCaptureExtension.class)
    void hidesALoadedSecret(String format, CapturedOutput output) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("secrets")).resolve("KEY"), VALUE);
        Path file = folder.resolve("clinic.log");
        SpringApplication application = new SpringApplication(TestApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);

        try (ConfigurableApplicationContext context = application.run(
                        "--spring.main.banner-mode=off",
                        "--readiness.secrets.directories=" + folder.resolve("secrets"),
                        "--logging.structured.format.console=" + format,
                        "--logging.structured.format.file=" + format,
                        "--logging.file.name=" + file);
                MDC.MDCCloseable closed = MDC.putCloseable("user", VALUE)) {
            LoggerFactory.getLogger("clinic")
                    .atWarn()
                    .addKeyValue("pair", VALUE)
                    .setCause(new IllegalStateException(VALUE, new IOException("of " + VALUE)))
                    .log(
                            "key {} in {}",
                            VALUE,
                            Base64.getEncoder().encodeToString(VALUE.getBytes(StandardCharsets.UTF_8)));
            LoggerFactory.getLogger("clinic.later").warn("later " + VALUE);
        }

        assertThat(output)
                .contains("key [redacted] in [redacted]", "later [redacted]")
                .doesNotContain("4f9c1d");
        assertThat(file)
                .content()
                .contains("key [redacted] in [redacted]", "later [redacted]")
                .doesNotContain("4f9c1d");
    }

    @Configuration(proxyBeanMethods = false)
    static class TestApplication {}
}
