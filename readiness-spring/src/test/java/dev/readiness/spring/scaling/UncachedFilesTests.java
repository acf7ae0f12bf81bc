package dev.readiness.spring.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Result;
import dev.readiness.spring.RunningApplication;
import dev.readiness.spring.assessment.HardeningReport;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** What the rule says is compared with the answers of a real server behind Spring Security. */
class UncachedFilesTests {

    private static final String USER = "spring.security.user.password=test-value";

    private static final String FILES = "spring.web.resources.static-locations=classpath:/files-of-uncached-tests/";

    @Test
    void browsersAreNotToldToKeepThemAsSpringBootComes() {
        try (RunningApplication application = RunningApplication.start(Pages.class, FILES, USER)) {
            Finding finding = find(application);

            assertThat(finding.result()).isEqualTo(Result.FAIL);
            assertThat(finding.problem()).contains("app.css, app.js").contains("load each again");
            assertThat(cacheControlOf(application)).contains("no-store");
        }
    }

    @Test
    void whatIsSetIsInForce() {
        try (RunningApplication application = RunningApplication.start(
                Pages.class, FILES, USER, "spring.web.resources.cache.cachecontrol.max-age=365d")) {
            assertThat(find(application).result()).isEqualTo(Result.PASS);
            assertThat(cacheControlOf(application)).isEqualTo("max-age=31536000");
        }
    }

    @Test
    void noSecondsAreADecision() {
        try (RunningApplication application =
                RunningApplication.start(Pages.class, FILES, USER, "spring.web.resources.cache.period=0")) {
            assertThat(find(application).result()).isEqualTo(Result.PASS);
        }
    }

    @Test
    void withoutFilesNothingIsAsked() {
        try (RunningApplication application = RunningApplication.start(Pages.class)) {
            assertThat(find(application).result()).isEqualTo(Result.NOT_APPLICABLE);
        }
    }

    private static Finding find(RunningApplication application) {
        return application.context().getBean(HardeningReport.class).assessment().findings().stream()
                .filter(finding -> finding.ruleId().equals("scaling.files-uncached"))
                .findFirst()
                .orElseThrow();
    }

    private static String cacheControlOf(RunningApplication application) {
        HttpResponse<String> answer = application.getAs("user", "test-value", "/app.css");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers().firstValue("Cache-Control").orElse("");
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Pages {}
}
