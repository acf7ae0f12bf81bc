package dev.readiness.spring.assessment;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;

/** Finds applications that log as if somebody were looking for a bug. */
final class DebugMode {

    private static final String ID = "debugging.debug-mode";

    private static final String SECURITY_CHAIN = "springSecurityFilterChain";

    private static final String SECURITY_DEBUG = "org.springframework.security.web.debug.DebugFilter";

    /** Loggers of frameworks that write headers, parameters and authorities of requests at DEBUG. */
    private static final List<String> TALKATIVE = List.of("org.springframework.security", "org.springframework.web");

    private final ApplicationContext context;

    DebugMode(ApplicationContext context) {
        this.context = context;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        List<Evidence> on = new ArrayList<>();
        List<String> remedies = new ArrayList<>();
        modes().forEach((evidence, remedy) -> {
            on.add(evidence);
            remedies.add(remedy);
        });
        return List.of(
                on.isEmpty()
                        ? Finding.pass(
                                ID,
                                Finding.APPLICATION,
                                new Evidence(
                                        "settings and root logger of the running application", "no debug mode is on"))
                        : Finding.fail(
                                ID,
                                Finding.APPLICATION,
                                "The application logs what only somebody who looks for a bug needs: requests, headers and"
                                        + " settings end up in the log.",
                                String.join("\n", remedies),
                                on.toArray(Evidence[]::new)));
    }

    private Map<Evidence, String> modes() {
        Map<Evidence, String> modes = new java.util.LinkedHashMap<>();
        Environment environment = context.getEnvironment();
        for (String name : List.of("debug", "trace")) {
            // Spring Boot takes the empty text, as in --debug, for true.
            String value = environment.getProperty(name, "false");
            if (!value.equalsIgnoreCase("false")) {
                modes.put(new Evidence("the setting " + name, "is on"), name + "=false");
            }
        }
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME).isDebugEnabled()) {
            modes.put(new Evidence("the running root logger", "logs DEBUG"), "logging.level.root=INFO");
        } else {
            Stream.concat(TALKATIVE.stream(), applicationPackages())
                    .filter(name -> LoggerFactory.getLogger(name).isDebugEnabled())
                    .forEach(name -> modes.put(
                            new Evidence("the running logger " + name, "logs DEBUG"),
                            "logging.level." + name + "=INFO"));
        }
        if (context.containsBean(SECURITY_CHAIN)
                && context.getBean(SECURITY_CHAIN).getClass().getName().equals(SECURITY_DEBUG)) {
            modes.put(
                    new Evidence("the running security filter chain", "logs each request with its headers"),
                    "Remove debug = true from @EnableWebSecurity.");
        }
        return modes;
    }

    private Stream<String> applicationPackages() {
        return AutoConfigurationPackages.has(context)
                ? AutoConfigurationPackages.get(context).stream()
                : Stream.empty();
    }
}
