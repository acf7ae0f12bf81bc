package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.spring.assessment.HardeningReport;
import java.util.List;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Refuses the start while anybody reaches an endpoint that is not listed as public.
 *
 * <p>It asks when all mappings are known and before the application says that it is ready for traffic. An endpoint of which
 * it cannot be seen who reaches it is not refused; the report names it.
 */
final class UnlistedEndpointsCheck implements ApplicationListener<ApplicationStartedEvent> {

    private final ApplicationContext context;

    private final HardeningReport report;

    private final ApplicationAccess access;

    private final AccessProperties properties;

    UnlistedEndpointsCheck(
            ApplicationContext context, HardeningReport report, ApplicationAccess access, AccessProperties properties) {
        this.context = context;
        this.report = report;
        this.access = access;
        this.properties = properties;
    }

    @Override
    public void onApplicationEvent(ApplicationStartedEvent event) {
        if (event.getApplicationContext() != context) {
            return;
        }
        List<String> problems = report.inventory().applicationEndpoints().stream()
                .filter(endpoint -> properties.reasonFor(endpoint).isEmpty())
                .filter(endpoint -> access.of(endpoint).reach() == Reach.ANYONE)
                .map(this::problem)
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidAccessSettingsException(problems);
        }
    }

    private String problem(Endpoint endpoint) {
        return "'readiness.access.unlisted' is 'refuse' but anybody reaches '%s' (%s), and 'readiness.access.public' does not list it: %s; require a login for it, or list it with a reason"
                .formatted(
                        endpoint.id(), endpoint.handler(), access.of(endpoint).how());
    }
}
