package dev.readiness.spring.secrets;

import dev.readiness.secrets.SecretSource;
import org.springframework.boot.env.PropertySourceInfo;

/** Tells Spring Boot 4 that the names stay. A class of its own, because the interface is not there before. */
final class SettledSecretPropertySource extends SecretPropertySource implements PropertySourceInfo {

    private SettledSecretPropertySource(SecretSource source) {
        super(source);
    }

    // Declared to return the other type: whoever calls this need not have this class looked at before it is known to be
    // of use.
    static SecretPropertySource of(SecretSource source) {
        return new SettledSecretPropertySource(source);
    }

    @Override
    public boolean isImmutable() {
        return super.isImmutable();
    }
}
