package dev.readiness.spring.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.scaling.LoadShedder;
import dev.readiness.scaling.LoadSheddingSettings;
import dev.readiness.web.LoadSheddingFilter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class LoadSheddingAutoConfigurationTests {

    private static final String ENABLED = "readiness.scaling.shedding.enabled=true";

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(LoadSheddingAutoConfiguration.class));

    @Test
    void shedsNothingUntilItIsEnabled() {
        application.run(context -> assertThat(context).doesNotHaveBean(LoadShedder.class));
    }

    @Test
    void leavesAFifthOfTheThreadsToRefuseTheRest() {
        application
                .withPropertyValues(ENABLED, "server.tomcat.threads.max=50")
                .run(context -> assertThat(context.getBean(LoadSheddingReader.Shedding.class)
                                .settings()
                                .most())
                        .isEqualTo(40));
    }

    @Test
    void virtualThreadsNeedNoneLeft() {
        application
                .withPropertyValues(ENABLED, "spring.threads.virtual.enabled=true")
                .run(context -> assertThat(context.getBean(LoadSheddingReader.Shedding.class)
                                .settings()
                                .most())
                        .isEqualTo(1000));
    }

    @Test
    void backsOffToTheApplicationsOwn() {
        LoadShedder own = LoadShedder.of(LoadSheddingSettings.of(7), List.of());

        application
                .withPropertyValues(ENABLED)
                .withBean(LoadShedder.class, () -> own)
                .run(context -> assertThat(context.getBean(LoadShedder.class)).isSameAs(own));
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        application
                .withPropertyValues(
                        ENABLED,
                        "readiness.scaling.shedding.max-concurrent=200",
                        "readiness.scaling.shedding.min-concurrent=0",
                        "readiness.scaling.shedding.tolerance=1",
                        "readiness.scaling.shedding.retry-after=10ms",
                        "readiness.scaling.shedding.never=/status,probe",
                        "readiness.slices.booking=GET /bookings/{id")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining(
                                "'readiness.scaling.shedding.max-concurrent' must be less than the threads"
                                        + " of the server (200), or none is left to refuse the rest, but is 200")
                        .hasMessageContaining("'readiness.scaling.shedding.min-concurrent' must be between 1 and"
                                + " max-concurrent (200) but is 0")
                        .hasMessageContaining(
                                "'readiness.scaling.shedding.tolerance' must be between 1.1 and 10 but is 1.0")
                        .hasMessageContaining(
                                "'readiness.scaling.shedding.retry-after' must be whole seconds, at least 1,"
                                        + " but is PT0.01S")
                        .hasMessageContaining(
                                "'readiness.scaling.shedding.never[1]' must be a path pattern but is 'probe'")
                        .hasMessageContaining("'readiness.slices.booking[0]' must be a path pattern but is"
                                + " 'GET /bookings/{id'"));
    }

    @Test
    void standsBehindWhatObservesAndBeforeWhatReads() {
        application
                .withPropertyValues(ENABLED)
                .run(context -> assertThat(context.getBeansOfType(
                                        org.springframework.boot.web.servlet.FilterRegistrationBean.class)
                                .values())
                        .singleElement()
                        .satisfies(registration -> {
                            assertThat(registration.getFilter()).isInstanceOf(LoadSheddingFilter.class);
                            assertThat(registration.getOrder()).isLessThan(-10_000);
                        }));
    }
}
