package dev.readiness.spring.assessment;

import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Auto-configuration that stops the start if a {@code readiness.*} setting is one that nobody reads. */
@AutoConfiguration
public final class UnknownSettingsAutoConfiguration {

    UnknownSettingsAutoConfiguration() {}

    /** Runs before any bean is made, so that a mistyped name is reported before what its absence leads to. */
    @Bean
    static BeanFactoryPostProcessor readinessUnknownSettings(Environment environment) {
        return beanFactory -> {
            ClassLoader classLoader =
                    Objects.requireNonNullElseGet(beanFactory.getBeanClassLoader(), ClassUtils::getDefaultClassLoader);
            List<String> problems = UnknownSettings.in(environment, () -> SettingsMetadata.read(classLoader));
            if (!problems.isEmpty()) {
                throw new UnknownSettingsException(problems);
            }
        };
    }
}
