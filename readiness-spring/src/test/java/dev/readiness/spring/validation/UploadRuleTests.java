package dev.readiness.spring.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Result;
import dev.readiness.spring.validation.UploadBounds.Bound;
import jakarta.servlet.MultipartConfigElement;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;

class UploadRuleTests {

    @ParameterizedTest
    @CsvSource({"-1,-1,FAIL", "1000,-1,PASS", "-1,1000,PASS", "1000,1000,PASS", "0,-1,PASS"})
    void judgesWhatTheContainerHoldsTo(long file, long request, Result result) {
        new WebApplicationContextRunner()
                .withBean(MultipartConfigElement.class, () -> new MultipartConfigElement("", file, request, 0))
                .run(context -> assertThat(servletBound(context).result()).isEqualTo(result));
    }

    @Test
    void doesNotKnowWithoutAConfiguration() {
        new WebApplicationContextRunner()
                .run(context -> assertThat(servletBound(context).result()).isEqualTo(Result.UNKNOWN));
    }

    @Test
    void accusesAReactiveApplicationThatCountsNothing() {
        Bound bound = reactiveBound("/files");

        assertThat(bound.result()).isEqualTo(Result.FAIL);
        assertThat(bound.remedy()).contains("readiness.validation.max-body-size=10MB");
    }

    @Test
    void knowsWhereBodiesAreCounted() {
        assertThat(reactiveBound("/files", "readiness.validation.max-body-size=1MB")
                        .result())
                .isEqualTo(Result.PASS);
        assertThat(reactiveBound(
                                "/files",
                                "readiness.validation.max-body-size=1MB",
                                "readiness.validation.enabled=false")
                        .result())
                .isEqualTo(Result.FAIL);
        String[] onlyPhotos = {
            "readiness.validation.routes[0].paths=/photos/**", "readiness.validation.routes[0].max-body-size=10MB"
        };
        assertThat(reactiveBound("/photos/{id}", onlyPhotos).result()).isEqualTo(Result.PASS);
        assertThat(reactiveBound("/files", onlyPhotos).result()).isEqualTo(Result.FAIL);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"5,1MB,PASS", "-,1MB,FAIL", "5,-,FAIL", "5,-1,FAIL"})
    void knowsSpringsOwnLimits(@Nullable String parts, @Nullable String size, Result result) {
        String[] settings = Stream.of(
                        parts == null ? "a=b" : "spring.webflux.multipart.max-parts=" + parts,
                        size == null ? "a=b" : "spring.webflux.multipart.max-disk-usage-per-part=" + size)
                .toArray(String[]::new);

        assertThat(reactiveBound("/files", settings).result()).isEqualTo(result);
    }

    private static Bound servletBound(ApplicationContext context) {
        return new ServletUploadBounds(context.getBeanProvider(MultipartConfigElement.class)).at("/files");
    }

    private static Bound reactiveBound(String path, String... settings) {
        Bound[] bound = new Bound[1];
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ReactiveValidationAutoConfiguration.class))
                .withPropertyValues(settings)
                .run(context -> bound[0] = new ReactiveUploadBounds(
                                context.getBeanProvider(RequestLimits.class),
                                context.getBeanProvider(ReactiveBodies.class),
                                context.getEnvironment())
                        .at(path));
        return bound[0];
    }
}
