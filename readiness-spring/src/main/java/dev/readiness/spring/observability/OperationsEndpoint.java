package dev.readiness.spring.observability;

import dev.readiness.observability.OperationsBundle;
import dev.readiness.observability.OperationsFacts;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Gives those on call what they need of this application: alert rules, their tests, a dashboard and a runbook, made from what
 * it exports now. Nothing is made before somebody asks.
 *
 * <p>Safe for use by many threads.
 */
@Endpoint(id = "operations")
public final class OperationsEndpoint {

    private final ObjectProvider<PrometheusMeterRegistry> registry;

    private final OperationsFacts facts;

    OperationsEndpoint(ObjectProvider<PrometheusMeterRegistry> registry, OperationsFacts facts) {
        this.registry = registry;
        this.facts = facts;
    }

    /** Returns the files and what they do not watch. */
    @ReadOperation
    public Operations operations() {
        OperationsBundle bundle = bundle();
        return new Operations(bundle.files(), bundle.blind());
    }

    /**
     * Returns the same to write it to a directory, for example from a test.
     *
     * @throws IllegalStateException if nothing exports meters to Prometheus
     */
    public OperationsBundle bundle() {
        PrometheusMeterRegistry prometheus = registry.getIfUnique();
        if (prometheus == null) {
            throw new IllegalStateException("There is no PrometheusMeterRegistry whose series could be watched: set"
                    + " management.prometheus.metrics.export.enabled=true");
        }
        return OperationsBundle.of(facts, prometheus.scrape());
    }

    /**
     * What is made.
     *
     * @param files text of each file by its path
     * @param blind what no rule watches because the application does not measure it, each with what would change that
     */
    public record Operations(Map<String, String> files, List<String> blind) {}
}
