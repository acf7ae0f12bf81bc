package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class ReportAccessTests {

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void saysHowToExposeTheEndpoint() {
        assertThat(hint())
                .isEqualTo("Open it by exposing the endpoint:"
                        + " management.endpoints.web.exposure.include=health,hardening");
    }

    @Test
    void keepsWhatIsExposedAlready() {
        environment.setProperty("management.endpoints.web.exposure.include", "info,metrics");

        assertThat(hint()).endsWith("=info,metrics,hardening");
    }

    @Test
    void saysWhereAnExposedEndpointIs() {
        environment.setProperty("management.endpoints.web.exposure.include", "health, hardening");
        environment.setProperty("management.server.port", "8081");

        assertThat(hint()).isEqualTo("Open it at /actuator/hardening on port 8081");
    }

    private String hint() {
        return new ReportAccess(environment).hint();
    }
}
