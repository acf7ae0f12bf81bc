package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootVersion;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SupportedVersionsTests {

    private static final String[] CANDIDATES = {
        "org.springframework.boot.SomeAutoConfiguration", AssessmentAutoConfiguration.class.getName(), null
    };

    private final StandardEnvironment environment = new StandardEnvironment();

    private final SupportedVersions versions = new SupportedVersions();

    @ParameterizedTest
    @ValueSource(strings = {"3.5.0", "3.5.16", "4.0.0", "4.1.2", "4.2.0-M1", "10.0.0", "unknown"})
    void runsOn(String version) {
        assertThat(versions.match(version, CANDIDATES)).containsExactly(true, true, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.2.2", "3.4.12", "2.7.18", "3.0.0-RC1"})
    void staysOutOf(String version) {
        versions.setEnvironment(environment);

        assertThat(versions.match(version, CANDIDATES)).containsExactly(true, false, true);
    }

    @Test
    void stopsTheStartOfAnApplicationThatReliesOnIt() {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("file", Map.of("readiness.audit.store", "jdbc")));
        versions.setEnvironment(environment);

        assertThatIllegalStateException()
                .isThrownBy(() -> versions.match("3.2.2", CANDIDATES))
                .withMessageContaining("readiness.audit.store")
                .withMessageContaining("3.2.2");
    }

    @Test
    void thisVersionIsOneOfThem() {
        assertThat(SupportedVersions.isSupported(SpringBootVersion.getVersion()))
                .isTrue();
    }
}
