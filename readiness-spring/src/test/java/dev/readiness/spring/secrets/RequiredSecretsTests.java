package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Secrets that the code says it needs. The values are made up and open nothing. */
class RequiredSecretsTests {

    @Test
    void allThatAreMissingAreNamedAtOnceWithTheClassThatRequiresThem() {
        assertThatExceptionOfType(SecretFaultsException.class)
                .isThrownBy(() -> run(NeedsTwo.class, "--also.password=${ALSO_PASSWORD}"))
                .withMessageStartingWith("3 secrets are missing")
                .withMessageContaining("sms.api-key: has no value")
                .withMessageContaining("CLINIC_SIGNING_KEY: has no value")
                .withMessageContaining("also.password: nothing resolves ${ALSO_PASSWORD}")
                .withMessageContaining("remove it from @RequiredSecrets of " + NeedsTwo.class.getName());
    }

    @Test
    void anApplicationThatHasThemStartsAndTheLogHidesThem() {
        try (ConfigurableApplicationContext context = run(
                NeedsTwo.class,
                "--sms.api-key=test-value-of-sms-4f9c1d",
                "--CLINIC_SIGNING_KEY=test-value-of-signing-4f9c1d")) {
            assertThat(context.isRunning()).isTrue();
            assertThat(dev.readiness.secrets.LoadedSecrets.mask().mask("is test-value-of-sms-4f9c1d"))
                    .isEqualTo("is [redacted]");
            assertThat(SecretsLogMasking.unmasked())
                    .hasValueSatisfying(names -> assertThat(names).isEmpty());
        }
    }

    @Test
    void aSubclassNeedsWhatItsSuperclassNeeds() {
        assertThatExceptionOfType(SecretFaultsException.class)
                .isThrownBy(() -> run(Inherits.class))
                .withMessageContaining("sms.api-key: has no value");
    }

    @Test
    void switchedOffNothingIsRequired() {
        run(NeedsTwo.class, "--readiness.secrets.enabled=false").close();
    }

    private static ConfigurableApplicationContext run(Class<?> type, String... arguments) {
        SpringApplication application = new SpringApplication(type);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run(arguments);
    }

    @Configuration(proxyBeanMethods = false)
    @RequiredSecrets({"sms.api-key", "CLINIC_SIGNING_KEY"})
    static class NeedsTwo {}

    @Configuration(proxyBeanMethods = false)
    static class Inherits extends NeedsTwo {}
}
