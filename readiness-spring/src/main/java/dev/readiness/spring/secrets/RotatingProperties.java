package dev.readiness.spring.secrets;

import dev.readiness.secrets.RotatingSecret;
import dev.readiness.secrets.Secret;
import dev.readiness.secrets.SecretRotation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * Begins to follow the secrets when all beans are there: properties get the new value for whoever reads them from then on, pools
 * move, and event listeners are told.
 */
final class RotatingProperties implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(RotatingProperties.class);

    private final SecretRotation rotation;
    private final ConfigurableEnvironment environment;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<RotatingDataSources> dataSources;

    RotatingProperties(
            SecretRotation rotation,
            ConfigurableEnvironment environment,
            ApplicationEventPublisher events,
            ObjectProvider<RotatingDataSources> dataSources) {
        this.rotation = rotation;
        this.environment = environment;
        this.events = events;
        this.dataSources = dataSources;
    }

    /** Returns the names of those loaded secrets that nothing stronger overrides: what an environment variable says stays. */
    static Set<String> names(ConfigurableEnvironment environment) {
        Set<String> names = new TreeSet<>();
        SecretsInEnvironment.in(environment)
                .forEach(source -> source.names().stream()
                        .filter(name -> isInForce(name, environment))
                        .forEach(names::add));
        return names;
    }

    private static boolean isInForce(String name, ConfigurableEnvironment environment) {
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (!source.getName().equals("configurationProperties") && source.containsProperty(name)) {
                return source instanceof SecretPropertySource;
            }
        }
        return false;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<SecretPropertySource> sources =
                SecretsInEnvironment.in(environment).toList();
        Map<String, Secret> loaded = new LinkedHashMap<>();
        for (String name : rotation.names()) {
            RotatingSecret secret = rotation.secret(name);
            sources.stream()
                    .filter(source -> source.names().contains(name))
                    .findFirst()
                    .ifPresent(source -> {
                        loaded.put(name, source.secret(name));
                        secret.onChange(changed -> source.replace(name, changed.current()));
                        source.replace(name, secret.current());
                    });
        }
        dataSources.ifAvailable(pools -> pools.follow(loaded));
        for (String name : rotation.names()) {
            rotation.secret(name).onChange(this::tell);
        }
        warn();
        rotation.start();
    }

    private void tell(RotatingSecret secret) {
        LOG.info("Secret '{}' has a new value, its number {}", secret.name(), secret.version());
        events.publishEvent(new SecretChanged(secret.name(), secret.version()));
    }

    private void warn() {
        if (rotation.names().isEmpty()) {
            LOG.warn(
                    "readiness.secrets.rotation.enabled is set, but no secret comes from a directory, file or key store");
        }
        if (!rotation.fixed().isEmpty()) {
            LOG.warn(
                    "Secrets {} are mounts of their own (subPath in Kubernetes) and will never change; mount the directory",
                    rotation.fixed());
        }
    }
}
