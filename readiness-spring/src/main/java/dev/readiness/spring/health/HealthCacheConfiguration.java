package dev.readiness.spring.health;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.filter.OncePerRequestFilter;

/** Keeps the answers of the health endpoint out of caches, on the port where it answers. */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({FilterRegistrationBean.class, OncePerRequestFilter.class, WebEndpointProperties.class})
@ConditionalOnBooleanProperty("readiness.health.monitor")
class HealthCacheConfiguration {

    @Bean("readinessHealthNoStoreFilter")
    FilterRegistrationBean<NoStoreFilter> healthNoStoreFilter(WebEndpointProperties endpoints) {
        String path = endpoints.getBasePath() + "/" + endpoints.getPathMapping().getOrDefault("health", "health");
        FilterRegistrationBean<NoStoreFilter> registration = new FilterRegistrationBean<>(new NoStoreFilter());
        registration.addUrlPatterns(path, path + "/*");
        return registration;
    }
}
