package dev.readiness.spring.audit;

import dev.readiness.audit.AuditSealRules;
import java.util.Optional;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/** Finds where the value of the audit key was written down. */
final class SealKeyPlace {

    private static final String KEY = "readiness.audit.seal.key";

    private final ConfigurableEnvironment environment;

    SealKeyPlace(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    Optional<AuditSealRules.KeyPlace> find() {
        for (PropertySource<?> source : environment.getPropertySources()) {
            Object value = source.getName().equals("configurationProperties") ? null : source.getProperty(KEY);
            if (value != null) {
                return Optional.of(place(source, value.toString()));
            }
        }
        return Optional.empty();
    }

    /** A file of settings lies with the application, unless it only says where the value is. */
    private static AuditSealRules.KeyPlace place(PropertySource<?> source, String value) {
        boolean isPlaceholder = value.startsWith("${");
        boolean isFile = source.getName().startsWith("Config resource");
        String origin = Optional.ofNullable(OriginLookup.getOrigin(source, KEY))
                .map(Object::toString)
                .orElse(source.getName());
        return isPlaceholder
                ? new AuditSealRules.KeyPlace("the placeholder at " + origin, false)
                : new AuditSealRules.KeyPlace(origin, isFile);
    }
}
