package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.RunningApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The value is made up and opens nothing. */
class ProblemsWithoutSecretsTests {

    private static final String VALUE = "test/of-the-problem+4f9c1d";

    @TempDir
    Path folder;

    @Test
    void aProblemDocumentHidesALoadedSecretAndAnotherAnswerStaysAsItIs() throws IOException {
        Files.writeString(folder.resolve("KEY"), VALUE);

        try (RunningApplication application = RunningApplication.start(
                TestApplication.class,
                "readiness.secrets.directories=" + folder,
                "spring.security.user.password=test-of-the-user")) {
            HttpResponse<String> problem = application.getAs("user", "test-of-the-user", "/fails");

            assertThat(problem.statusCode()).isEqualTo(409);
            assertThat(problem.body())
                    .contains("\"detail\":\"no [redacted] there\"", "\"key\":\"[redacted]\"")
                    .doesNotContain("4f9c1d");
            assertThat(application.getAs("user", "test-of-the-user", "/works").body())
                    .contains("4f9c1d");
        }
    }

    @Test
    void aReactiveApplicationHidesItToo() throws Exception {
        Files.writeString(folder.resolve("KEY"), VALUE);

        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ReactiveApplication.class)
                .web(WebApplicationType.REACTIVE)
                .run("--server.port=0", "--spring.main.banner-mode=off", "--readiness.secrets.directories=" + folder)) {
            HttpResponse<String> problem = get(context, "/fails");

            assertThat(problem.statusCode()).isEqualTo(409);
            assertThat(problem.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(problem.body())
                    .contains("\"detail\":\"no [redacted] there\"", "\"key\":\"[redacted]\"")
                    .endsWith("}")
                    .doesNotContain("4f9c1d");
            assertThat(get(context, "/works").body()).contains("4f9c1d");
        }
    }

    private static HttpResponse<String> get(ConfigurableApplicationContext context, String path) throws Exception {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(TestController.class)
    static class TestApplication {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(TestController.class)
    static class ReactiveApplication {

        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .build();
        }
    }

    @RestController
    static class TestController {

        @GetMapping("/works")
        String works() {
            return VALUE;
        }

        @GetMapping("/fails")
        String fails() {
            throw new IllegalStateException("no " + VALUE + " there");
        }

        @ExceptionHandler
        ResponseEntity<ProblemDetail> handle(IllegalStateException ex) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, ex.getMessage());
            problem.setProperty("key", VALUE);
            return ResponseEntity.status(HttpStatus.CONFLICT).body(problem);
        }
    }
}
