package dev.readiness.spring.assessment;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.List;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/** Finds web servers that cut off running requests when they stop. */
final class AbruptShutdown {

    private static final String ID = "deployment.abrupt-shutdown";
    private static final String FACTORY = "org.springframework.boot.web.server.AbstractConfigurableWebServerFactory";

    private final ApplicationContext context;

    AbruptShutdown(ApplicationContext context) {
        this.context = context;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        List<Finding> findings =
                ClassUtils.isPresent(FACTORY, context.getClassLoader()) ? EmbeddedServers.assess(context) : List.of();
        if (!findings.isEmpty()) {
            return findings;
        }
        return inventory.endpoints().isEmpty()
                ? List.of(Finding.notApplicable(ID, Finding.APPLICATION, "There is no web server."))
                : List.of(Finding.unknown(
                        ID, Finding.APPLICATION, "The web server is not the application's own; ask who runs it."));
    }

    /** The part that needs Spring Boot's web server on the class path. */
    private static final class EmbeddedServers {

        static List<Finding> assess(ApplicationContext context) {
            return context.getBeansOfType(AbstractConfigurableWebServerFactory.class, false, false).values().stream()
                    .map(AbstractConfigurableWebServerFactory::getShutdown)
                    .map(EmbeddedServers::finding)
                    .toList();
        }

        private static Finding finding(Shutdown shutdown) {
            Evidence evidence = new Evidence("factory of the running web server", "shutdown is " + shutdown);
            return shutdown == Shutdown.GRACEFUL
                    ? Finding.pass(ID, Finding.APPLICATION, evidence)
                    : Finding.fail(
                            ID,
                            Finding.APPLICATION,
                            "Each stop and each release cuts off the requests that are running.",
                            "server.shutdown=graceful",
                            evidence);
        }
    }
}
