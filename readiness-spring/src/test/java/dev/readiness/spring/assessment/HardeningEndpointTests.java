package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.endpoints.web.exposure.include=hardening",
            "readiness.slices.greeting[0]=GET /greeting",
        })
class HardeningEndpointTests {

    private static final String BROWSER =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    @Value("${local.server.port}")
    private int port;

    @ParameterizedTest(name = "{0} is answered with {1}")
    @CsvSource({
        "*/*, application/json",
        "application/json, application/json",
        "text/html, text/html;charset=UTF-8",
        "text/markdown, text/markdown;charset=UTF-8",
        "text/plain, text/plain;charset=UTF-8",
        "application/sarif+json, application/sarif+json",
        "application/oscal+json, application/oscal+json",
    })
    void answersInTheFormThatTheClientAccepts(String accepted, String type) throws Exception {
        HttpResponse<String> response = get("", accepted);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains(type);
        assertThat(response.body()).contains("/greeting");
    }

    @Test
    void showsThePageInABrowser() throws Exception {
        HttpResponse<String> response = get("", BROWSER);

        assertThat(response.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(response.body()).startsWith("<!doctype html>").contains("/greeting");
    }

    @Test
    void showsOnlyWhatConcernsASlice() throws Exception {
        String whole = get("", "application/json").body();
        String slice = get("/greeting", "application/json").body();

        assertThat(whole).contains("/farewell");
        assertThat(slice).contains("/greeting").doesNotContain("/farewell");
    }

    @Test
    void showsASliceThatAnAnnotationDeclares() throws Exception {
        assertThat(get("/parting", "application/json").body())
                .contains("\"name\": \"parting\"", "/farewell")
                .doesNotContain("/greeting");
    }

    @Test
    void doesNotFindASliceThatIsNotDeclared() throws Exception {
        assertThat(get("/unheard-of", "application/json").statusCode()).isEqualTo(404);
    }

    @Test
    void makesANewAssessmentWhenItIsWrittenTo() throws Exception {
        String kept = get("", "application/json").body();
        String made = send(request("", "application/json")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.noBody()))
                .body();

        assertThat(get("", "application/json").body()).isEqualTo(made).isNotEqualTo(kept);
    }

    private HttpResponse<String> get(String path, String accepted) throws IOException, InterruptedException {
        return send(request(path, accepted).GET());
    }

    private HttpRequest.Builder request(String path, String accepted) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/hardening" + path))
                .header("Accept", accepted);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @Import(GreetingController.class)
    static class Application {

        @Bean
        SecurityFilterChain everythingIsOpen(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }

        @Bean
        ReadinessRule unlimited() {
            String id = "ratelimit.endpoint-unlimited";
            return ReadinessRule.of(
                    RuleCatalogue.describe(id),
                    inventory -> List.of(Finding.fail(id, "GET /greeting", "Nothing limits it", "Limit it")));
        }
    }

    @RestController
    static class GreetingController {

        @GetMapping("/greeting")
        String greet() {
            return "hello";
        }

        @InSlice("parting")
        @GetMapping("/farewell")
        String part() {
            return "bye";
        }
    }
}
