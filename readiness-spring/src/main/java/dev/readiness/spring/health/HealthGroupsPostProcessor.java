package dev.readiness.spring.health;

import dev.readiness.health.HealthMonitor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Lets Spring Boot's groups tell of degraded health and of a drain. Comes behind Spring Boot's own, which adds groups. */
@Order(Ordered.LOWEST_PRECEDENCE)
final class HealthGroupsPostProcessor implements HealthEndpointGroupsPostProcessor {

    private final ObjectProvider<HealthMonitor> monitor;

    HealthGroupsPostProcessor(ObjectProvider<HealthMonitor> monitor) {
        this.monitor = monitor;
    }

    @Override
    public HealthEndpointGroups postProcessHealthEndpointGroups(HealthEndpointGroups groups) {
        return new HealthGroups(groups, monitor::getIfAvailable);
    }
}
