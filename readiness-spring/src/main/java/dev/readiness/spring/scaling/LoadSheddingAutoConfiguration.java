package dev.readiness.spring.scaling;

import dev.readiness.scaling.LoadShedder;
import dev.readiness.scaling.LoadShedderMeters;
import dev.readiness.spring.scaling.LoadSheddingReader.Shedding;
import dev.readiness.web.LoadSheddingFilter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.OptionalInt;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPatternParser;

/** Auto-configuration for refusing what would only wait. */
@AutoConfiguration
@ConditionalOnWebApplication
@ConditionalOnClass(PathPatternParser.class)
@ConditionalOnBooleanProperty("readiness.scaling.shedding.enabled")
@EnableConfigurationProperties(LoadSheddingProperties.class)
public final class LoadSheddingAutoConfiguration {

    /** Behind what observes a request and what adds to every answer, before whatever reads a body or asks who it is. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 6;

    LoadSheddingAutoConfiguration() {}

    @Bean("readinessLoadShedder")
    @ConditionalOnMissingBean
    LoadShedder loadShedder(Shedding shedding) {
        return LoadShedder.of(shedding.settings(), shedding.paths().slices());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(FilterRegistrationBean.class)
    static class OnServlets {

        @Bean("readinessLoadShedding")
        Shedding loadShedding(LoadSheddingProperties properties, ApplicationContext context) {
            return LoadSheddingReader.read(properties, context.getEnvironment(), ServerThreads.most(context));
        }

        @Bean
        @ConditionalOnMissingBean(name = "loadSheddingFilterRegistration")
        FilterRegistrationBean<LoadSheddingFilter> loadSheddingFilterRegistration(
                LoadShedder shedder, Shedding shedding) {
            SlicePaths paths = shedding.paths();
            FilterRegistrationBean<LoadSheddingFilter> registration =
                    new FilterRegistrationBean<>(new LoadSheddingFilter(
                            shedder,
                            request -> paths.of(
                                    request.getMethod(),
                                    ServletRequestPathUtils.parse(request).pathWithinApplication())));
            registration.setOrder(ORDER);
            return registration;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class OnWebFlux {

        @Bean("readinessLoadShedding")
        Shedding loadShedding(LoadSheddingProperties properties, Environment environment) {
            return LoadSheddingReader.read(properties, environment, OptionalInt.empty());
        }

        @Bean("readinessLoadSheddingWebFilter")
        @ConditionalOnMissingBean
        LoadSheddingWebFilter loadSheddingWebFilter(LoadShedder shedder, Shedding shedding) {
            return new LoadSheddingWebFilter(shedder, shedding.paths());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class Meters {

        @Bean("readinessLoadShedderMeters")
        @ConditionalOnMissingBean
        LoadShedderMeters loadShedderMeters(LoadShedder shedder) {
            return new LoadShedderMeters(shedder);
        }
    }
}
