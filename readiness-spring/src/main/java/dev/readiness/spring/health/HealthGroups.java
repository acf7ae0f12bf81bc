package dev.readiness.spring.health;

import dev.readiness.health.HealthMonitor;
import dev.readiness.health.Probe;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;

/**
 * Spring Boot's groups as they are, except that {@code DEGRADED} shows where everything else is up, and that whoever asks
 * anything but liveness hears that traffic is refused while it is.
 */
final class HealthGroups implements HealthEndpointGroups {

    private static final int UNAVAILABLE = 503;

    private final HealthEndpointGroups groups;
    private final Supplier<@Nullable HealthMonitor> monitor;

    HealthGroups(HealthEndpointGroups groups, Supplier<@Nullable HealthMonitor> monitor) {
        this.groups = groups;
        this.monitor = monitor;
    }

    @Override
    public HealthEndpointGroup getPrimary() {
        return new Group(groups.getPrimary(), true);
    }

    @Override
    public Set<String> getNames() {
        return groups.getNames();
    }

    @Override
    public @Nullable HealthEndpointGroup get(String name) {
        HealthEndpointGroup group = groups.get(name);
        return group == null ? null : new Group(group, !name.equals(RunningHealth.LIVENESS));
    }

    private boolean isRefusing() {
        HealthMonitor running = monitor.get();
        return running != null && running.isRefusingTraffic();
    }

    /** One group. */
    private final class Group implements HealthEndpointGroup {

        private final HealthEndpointGroup group;
        private final boolean refuses;

        Group(HealthEndpointGroup group, boolean refuses) {
            this.group = group;
            this.refuses = refuses;
        }

        @Override
        public boolean isMember(String name) {
            return group.isMember(name);
        }

        @Override
        public boolean showComponents(SecurityContext securityContext) {
            return group.showComponents(securityContext);
        }

        @Override
        public boolean showDetails(SecurityContext securityContext) {
            return group.showDetails(securityContext);
        }

        @Override
        public StatusAggregator getStatusAggregator() {
            StatusAggregator aggregator = group.getStatusAggregator();
            return statuses -> {
                Status status = aggregator.getAggregateStatus(statuses);
                if (refuses && isRefusing()) {
                    return status.equals(Status.DOWN) ? status : Status.OUT_OF_SERVICE;
                }
                boolean fine = status.equals(Status.UP) || status.equals(Status.UNKNOWN);
                return fine && statuses.contains(MonitoredIndicator.DEGRADED) ? MonitoredIndicator.DEGRADED : status;
            };
        }

        @Override
        public HttpCodeStatusMapper getHttpCodeStatusMapper() {
            HttpCodeStatusMapper mapper = group.getHttpCodeStatusMapper();
            return status -> {
                int code = mapper.getStatusCode(status);
                if (!refuses || !isRefusing()) {
                    return code;
                }
                HealthMonitor running = monitor.get();
                if (running != null) {
                    // Asked only while an answer over HTTP is made, so this is a probe that hears it.
                    running.report(Probe.READINESS);
                }
                // Where the application maps this status to 200, no load balancer would ever notice.
                return Math.max(code, UNAVAILABLE);
            };
        }

        @Override
        public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
            return group.getAdditionalPath();
        }
    }
}
