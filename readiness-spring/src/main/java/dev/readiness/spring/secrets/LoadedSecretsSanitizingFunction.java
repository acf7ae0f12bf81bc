package dev.readiness.spring.secrets;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Hides every value that gives a loaded secret away, whatever the property is called: {@code sms.url} may hold the key that
 * a placeholder put there. Where nothing is loaded nothing changes.
 */
final class LoadedSecretsSanitizingFunction implements SanitizingFunction {

    private final ConfigurableEnvironment environment;

    LoadedSecretsSanitizingFunction(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public SanitizableData apply(SanitizableData data) {
        Object value = data.getValue();
        return data.getPropertySource() instanceof SecretPropertySource || (value != null && isSecret(value.toString()))
                ? data.withSanitizedValue()
                : data;
    }

    private boolean isSecret(String text) {
        return SecretsInEnvironment.in(environment).anyMatch(source -> source.isGivenAwayBy(text));
    }
}
