package dev.readiness.spring.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.RunningApplication;
import jakarta.validation.ConstraintViolationException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

class ValidationAutoConfigurationTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class));

    @Test
    void doesNothingUnlessItIsConfigured() {
        runner.run(context -> assertThat(context)
                .doesNotHaveBean(ProblemDetailsAdvice.class)
                .doesNotHaveBean(ConstraintViolationAdvice.class)
                .doesNotHaveBean("bodySizeFilterRegistration")
                .doesNotHaveBean("errorDispatchFilterRegistration"));
    }

    @Test
    void doesNothingWhenItIsSwitchedOff() {
        runner.withPropertyValues(
                        "readiness.validation.enabled=false",
                        "readiness.validation.problem-details=true",
                        "readiness.validation.max-body-size=1MB")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(ProblemDetailsAdvice.class)
                        .doesNotHaveBean("bodySizeFilterRegistration"));
    }

    @Test
    void doesWithoutSpringMvc() {
        runner.withClassLoader(new FilteredClassLoader(ResponseEntityExceptionHandler.class))
                .withPropertyValues("readiness.validation.problem-details=true")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("readinessProblemDetailsAdvice"));
    }

    @Test
    void doesWithoutJakartaValidation() {
        runner.withClassLoader(new FilteredClassLoader(ConstraintViolationException.class))
                .withPropertyValues("readiness.validation.problem-details=true")
                .run(context -> assertThat(context)
                        .hasSingleBean(ProblemDetailsAdvice.class)
                        .doesNotHaveBean("readinessConstraintViolationAdvice"));
    }

    @Test
    void leavesTheErrorDispatchToAnApplicationWithoutBootsErrorController() {
        runner.withPropertyValues("readiness.validation.problem-details=true")
                .run(context -> assertThat(context).doesNotHaveBean("errorDispatchFilterRegistration"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0B", "-1KB"})
    void refusesASizeBelowOneByte(String size) {
        runner.withPropertyValues("readiness.validation.max-body-size=" + size)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith("'max-body-size' must be at least 1B but is "));
    }

    @Test
    void refusesToCompeteWithSpringsProblemDetails() {
        runner.withPropertyValues("readiness.validation.problem-details=true", "spring.mvc.problemdetails.enabled=true")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(CompetingProblemDetailsException.class));
    }

    @Test
    void saysHowToEndTheCompetition() {
        runner.withPropertyValues("readiness.validation.problem-details=true", "spring.mvc.problemdetails.enabled=true")
                .run(context -> {
                    FailureAnalysis analysis =
                            new CompetingProblemDetailsFailureAnalyzer().analyze(context.getStartupFailure());

                    assertThat(analysis.getAction())
                            .isEqualTo("Remove spring.mvc.problemdetails.enabled, "
                                    + "or set readiness.validation.problem-details=false.");
                });
    }

    @Test
    void changesNoAnswerUnlessItIsConfigured() {
        try (RunningApplication application = RunningApplication.start(BookingApplication.class)) {
            HttpResponse<String> invalid = application.postJson("/bookings", "{\"reason\":\"\"}");
            HttpResponse<String> large =
                    application.postJson("/bookings", " ".repeat(3_000_000) + "{\"reason\":\"a\"}");

            assertThat(invalid.statusCode()).isEqualTo(400);
            assertThat(invalid.headers().firstValue("content-type")).hasValue("application/json");
            assertThat(invalid.body()).contains("\"timestamp\"").doesNotContain("\"pointer\"");
            assertThat(large.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void leavesWhatTheApplicationHandlesItself() {
        try (RunningApplication application =
                RunningApplication.start(ApplicationWithAdvice.class, "readiness.validation.problem-details=true")) {
            assertThat(application.postJson("/bookings", "{\"reason\":\"\"}").body())
                    .isEqualTo("{\"mine\":true}");
            assertThat(application.postJson("/bookings", "{").body()).contains("\"code\":\"malformed\"");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(BookingApplication.class)
    static class ApplicationWithAdvice {

        @Bean
        OwnAdvice ownAdvice() {
            return new OwnAdvice();
        }
    }

    @RestControllerAdvice
    static class OwnAdvice {

        @ExceptionHandler
        ResponseEntity<Map<String, Boolean>> refuse(MethodArgumentNotValidException exception) {
            return ResponseEntity.badRequest().body(Map.of("mine", true));
        }
    }
}
