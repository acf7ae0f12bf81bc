package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

class UnknownSettingsTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(UnknownSettingsAutoConfiguration.class));

    record Band(int capacity, List<String> keys) {}

    record Group(
            boolean enabled,
            int maxBodySize,
            Map<String, Band> bands,
            Map<String, String> labels,
            @Name("public") List<Band> open) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "readiness.sample.enabled",
                "readiness.sample.max-body-size",
                "readiness.sample.maxBodySize",
                "readiness.sample.max_body_size",
                "readiness.sample.bands.night.capacity",
                "readiness.sample.bands[any.key].keys[0]",
                "readiness.sample.bands.night.keys",
                "readiness.sample.labels.a.b.c",
                "readiness.sample.public[3].capacity",
                "other.sample.enabld",
                "readinesss.enabled"
            })
    void knowsWhatTheBinderKnows(String name) {
        assertThat(problemsOf(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "readiness.sample.enabld, readiness.sample.enabled",
        "readiness.smaple.enabled, readiness.sample.enabled",
        "readiness.sample.max-body-siz, readiness.sample.max-body-size",
        "readiness.sample.bands.night.capcity, readiness.sample.bands.night.capacity",
        "readiness.sample.public[3].kes[1], readiness.sample.public[3].keys[1]"
    })
    void guessesWhatWasMeant(String name, String meant) {
        assertThat(problemsOf(name)).singleElement().asString().endsWith(", did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"readiness.sample.xyzzy", "readiness.sample", "readiness.sample.enabled.deeper"})
    void doesNotGuessWithoutReason(String name) {
        assertThat(problemsOf(name)).singleElement().asString().doesNotContain("did you mean");
    }

    @Test
    void saysInWhichLineOfWhichFileTheSettingStands() throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        new PropertiesPropertySourceLoader()
                .load(
                        "file",
                        new ByteArrayResource(
                                "a=b\nreadiness.sample.enabld=true".getBytes(StandardCharsets.UTF_8), "app.properties"))
                .forEach(environment.getPropertySources()::addFirst);

        assertThat(UnknownSettings.in(environment, UnknownSettingsTests::sample))
                .singleElement()
                .asString()
                .contains("app.properties")
                .contains("2:");
    }

    @Test
    void leavesEnvironmentVariablesAlone() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "systemEnvironment", Map.of("READINESS_SERVICE_HOST", "10.0.0.1")));

        assertThat(UnknownSettings.in(environment, UnknownSettingsTests::sample))
                .isEmpty();
    }

    @Test
    void readsNoMetadataIfNothingIsSet() {
        assertThat(UnknownSettings.in(new StandardEnvironment(), () -> {
                    throw new AssertionError("metadata was read");
                }))
                .isEmpty();
    }

    @Test
    void complainsAboutNothingIfThereIsNoMetadata() {
        assertThat(UnknownSettings.in(environmentWith("readiness.sample.enabld"), Optional::empty))
                .isEmpty();
    }

    @Test
    void acceptsTheLibrarysOwnSettings() {
        runner.withPropertyValues(
                        "readiness.assessment.enabled=true",
                        "readiness.slices.book[0]=POST /appointments",
                        "readiness.waivers[0].rule=*",
                        "readiness.access.public[0].where=POST /signup",
                        "readiness.audit.store=jdbc",
                        "readiness.outbound.sms.limit=10/1s",
                        "readiness.outbound.sms.max-wait=1s",
                        "readiness.rate-limit.rules.booking.routes[0]=POST /appointments",
                        "readiness.rate-limit.login.limit=5/15m",
                        "readiness.secrets.required[0]=SMS_API_KEY",
                        "readiness.validation.max-body-size=1MB",
                        "readiness.validation.problemDetails=true")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void namesAllUnknownSettingsAtOnce() {
        runner.withPropertyValues(
                        "readiness.validation.problem-detail=true",
                        "readiness.asessment.enabled=false",
                        "readiness.outbound.sms.limt=10/1s")
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(UnknownSettingsException.class)
                        .hasMessageContainingAll(
                                "did you mean 'readiness.validation.problem-details'?",
                                "did you mean 'readiness.assessment.enabled'?",
                                "did you mean 'readiness.outbound.sms.limit'?"));
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void tellsTheUserWithoutAStackTrace(CapturedOutput output) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties("readiness.validation.problem-detail=true");

        assertThatExceptionOfType(UnknownSettingsException.class).isThrownBy(application::run);

        assertThat(output)
                .contains("APPLICATION FAILED TO START", "No such setting", "readiness.validation.problem-detail")
                .contains("did you mean 'readiness.validation.problem-details'?")
                .doesNotContain("\tat dev.readiness");
    }

    private static List<String> problemsOf(String name) {
        return UnknownSettings.in(environmentWith(name), UnknownSettingsTests::sample);
    }

    private static StandardEnvironment environmentWith(String name) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of(name, "x")));
        return environment;
    }

    private static Optional<KnownSetting> sample() {
        KnownSetting root = new KnownSetting("readiness");
        root.add(new String[] {"sample"}, Group.class);
        return Optional.of(root);
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration(UnknownSettingsAutoConfiguration.class)
    static class Application {}
}
