package dev.readiness.spring.secrets;

import dev.readiness.secrets.LogbackMasking;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Hides the loaded secrets in the log, as soon as Spring Boot has configured it. Does nothing where {@code readiness.secrets}
 * and {@code spring.config.import} name no secret, or where something else than Logback writes the log.
 */
final class SecretsLogMasking implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        SecretsProperties properties = SecretsInEnvironment.loadedBy(event.getEnvironment())
                .orElseGet(() -> SecretsProperties.of(event.getEnvironment()));
        if (properties.enabled()
                && properties.maskLogs()
                && (properties.namesAny()
                        || anyImported(event.getEnvironment())
                        || !AnnotatedSecrets.of(event.getSpringApplication()).isEmpty())
                && logsWithLogback()) {
            LogbackMasking.install(LoggerFactory.getILoggerFactory());
        }
    }

    /** Returns the appenders that hide nothing; nothing if Logback does not write the log. */
    static Optional<List<String>> unmasked() {
        return logsWithLogback()
                ? Optional.of(LogbackMasking.unmasked(LoggerFactory.getILoggerFactory()))
                : Optional.empty();
    }

    private static boolean anyImported(ConfigurableEnvironment environment) {
        return SecretsInEnvironment.in(environment).findAny().isPresent();
    }

    private static boolean logsWithLogback() {
        return ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext", SecretsLogMasking.class.getClassLoader())
                && LoggerFactory.getILoggerFactory().getClass().getName().startsWith("ch.qos.logback.");
    }

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }
}
