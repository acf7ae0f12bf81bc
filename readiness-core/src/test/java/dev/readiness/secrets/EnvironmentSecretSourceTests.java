package dev.readiness.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentSecretSourceTests extends SecretSourceContract {

    @Override
    protected SecretSource createSource(Map<String, String> secrets) {
        return new EnvironmentSecretSource(secrets::get);
    }

    @Test
    void findsADottedNameInItsUpperCaseForm() {
        assertThat(createSource(Map.of("SMS_API_KEY", "test-value")).find("sms.api-key"))
                .contains(Secret.of("test-value"));
    }

    @Test
    void prefersTheNameItself() {
        assertThat(createSource(Map.of("sms.key", "exact", "SMS_KEY", "upper")).find("sms.key"))
                .contains(Secret.of("exact"));
    }

    @Test
    void readsTheVariablesOfThisProcess() {
        Map.Entry<String, String> variable = System.getenv().entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .findFirst()
                .orElseThrow();

        assertThat(SecretSource.environment().find(variable.getKey())).contains(Secret.of(variable.getValue()));
    }
}
