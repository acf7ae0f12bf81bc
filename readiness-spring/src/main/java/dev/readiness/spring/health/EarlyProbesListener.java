package dev.readiness.spring.health;

import dev.readiness.health.EarlyProbes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Lets probes be answered before the context is refreshed, where {@code readiness.health.early-probes} asks for it. The probes are
 * a bean, to which whatever takes long at the start says how far it is.
 */
final class EarlyProbesListener implements ApplicationListener<SpringApplicationEvent> {

    private static final Logger LOGGER = LoggerFactory.getLogger(EarlyProbesListener.class);

    private static final String BEAN = "readinessEarlyProbes";

    /** Not asked of the context, which has forgotten its beans when a start has failed; each application has a listener of its own. */
    private @Nullable EarlyProbes listening;

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        if (event instanceof ApplicationContextInitializedEvent initialized) {
            begin(initialized.getApplicationContext());
        } else if (event instanceof ApplicationFailedEvent && listening != null) {
            listening.close(); // its thread would keep the process, and liveness, alive
        }
    }

    private void begin(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        boolean wanted = environment.getProperty("readiness.health.early-probes", Boolean.class, false);
        if (!wanted || !servesHttp(context)) {
            return;
        }
        String prefix = environment.containsProperty("management.server.port") ? "management.server." : "server.";
        int port = environment.getProperty(prefix + "port", Integer.class, 8080);
        if (port <= 0) {
            LOGGER.info("No early probes: {}port={} is no port that anybody could ask yet", prefix, port);
            return;
        }
        if (isEncrypted(environment, prefix)) {
            LOGGER.warn("No early probes: {}ssl is set, and they answer without TLS only", prefix);
            return;
        }
        try {
            EarlyProbes probes = EarlyProbes.listen(address(environment, prefix, port));
            listening = probes;
            context.getBeanFactory().registerSingleton(BEAN, probes);
            context.getBeanFactory().registerSingleton(BEAN + "Lifecycle", new EarlyProbesLifecycle(probes));
        } catch (IOException ex) {
            // The real server says the same later, with advice, if the port is still taken then.
            LOGGER.warn("No early probes: port {} cannot be bound ({})", port, ex.getMessage());
        }
    }

    /** The interface has moved between the lines of Spring Boot, but not changed its name. */
    private static boolean servesHttp(ConfigurableApplicationContext context) {
        return Stream.of(ClassUtils.getAllInterfaces(context))
                .anyMatch(type -> type.getSimpleName().endsWith("WebServerApplicationContext"));
    }

    private static boolean isEncrypted(Environment environment, String prefix) {
        return environment.getProperty(prefix + "ssl.enabled", Boolean.class, true)
                && Stream.of("key-store", "bundle", "certificate")
                        .anyMatch(name -> environment.containsProperty(prefix + "ssl." + name));
    }

    private static InetSocketAddress address(Environment environment, String prefix, int port) {
        return Binder.get(environment)
                .bind(prefix + "address", InetAddress.class)
                .map(address -> new InetSocketAddress(address, port))
                .orElseGet(() -> new InetSocketAddress(port));
    }
}
