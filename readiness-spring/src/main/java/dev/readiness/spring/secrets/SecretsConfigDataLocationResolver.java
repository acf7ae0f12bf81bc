package dev.readiness.spring.secrets;

import dev.readiness.secrets.SecretSourceException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataLocation;
import org.springframework.boot.context.config.ConfigDataLocationNotFoundException;
import org.springframework.boot.context.config.ConfigDataLocationResolver;
import org.springframework.boot.context.config.ConfigDataLocationResolverContext;
import org.springframework.boot.context.config.Profiles;
import org.springframework.boot.context.properties.bind.Binder;

/** Understands {@code spring.config.import=readiness-secrets:…}. */
final class SecretsConfigDataLocationResolver implements ConfigDataLocationResolver<SecretsConfigDataResource> {

    /** What Spring reads as false. As texts, because this is asked before any conversion is needed otherwise. */
    private static final Set<String> SWITCHED_OFF = Set.of("false", "off", "no", "0");

    private final Function<String, @Nullable String> variables;

    /** Called by Spring Boot. */
    SecretsConfigDataLocationResolver() {
        this(System::getenv);
    }

    SecretsConfigDataLocationResolver(Function<String, @Nullable String> variables) {
        this.variables = variables;
    }

    @Override
    public boolean isResolvable(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
        return location.hasPrefix(SecretsLocation.PREFIX);
    }

    /** Returns what depends neither on profiles nor on another import. */
    @Override
    public List<SecretsConfigDataResource> resolve(
            ConfigDataLocationResolverContext context, ConfigDataLocation location) {
        if (!isEnabled(context.getBinder())) {
            return List.of(SecretsConfigDataResource.NONE);
        }
        SecretsLocation secrets = parse(location);
        if (secrets.isLate()) {
            return List.of();
        }
        if (secrets.place().isEmpty()) {
            throw new ConfigDataLocationNotFoundException(
                    location,
                    "The variable " + SecretsLocation.CREDENTIALS_DIRECTORY + " is not set, so systemd handed over no"
                            + " credentials to this process",
                    null);
        }
        return List.of(resource(secrets, context));
    }

    /** Returns what had to wait. */
    @Override
    public List<SecretsConfigDataResource> resolveProfileSpecific(
            ConfigDataLocationResolverContext context, ConfigDataLocation location, Profiles profiles) {
        SecretsLocation secrets = parse(location);
        if (!secrets.isLate() || !isEnabled(context.getBinder())) {
            return List.of();
        }
        DevelopmentProfiles development = DevelopmentProfiles.of(context.getBinder());
        if (secrets.isForDevelopment() && development.excludes(profiles.getActive())) {
            throw new SecretSourceException("'" + location + "'"
                    + Optional.ofNullable(location.getOrigin())
                            .map(origin -> " (" + origin + ")")
                            .orElse("")
                    + " is for development only, and the active profiles " + profiles.getActive() + " are none of "
                    + development.names()
                    + "; import readiness-secrets:directory:<path> there, or name the profile in"
                    + " readiness.secrets.development-profiles");
        }
        return List.of(resource(secrets, context));
    }

    private SecretsLocation parse(ConfigDataLocation location) {
        return SecretsLocation.of(
                location.getNonPrefixedValue(SecretsLocation.PREFIX),
                variables.apply(SecretsLocation.CREDENTIALS_DIRECTORY));
    }

    private static SecretsConfigDataResource resource(
            SecretsLocation secrets, ConfigDataLocationResolverContext context) {
        return new SecretsConfigDataResource(secrets, new SecretsOpener(context.getBinder()));
    }

    private static boolean isEnabled(Binder binder) {
        String enabled = binder.bind("readiness.secrets.enabled", String.class).orElse("true");
        return !SWITCHED_OFF.contains(enabled.toLowerCase(Locale.ROOT));
    }
}
