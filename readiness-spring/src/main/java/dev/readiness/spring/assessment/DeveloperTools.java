package dev.readiness.spring.assessment;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/** Finds applications that run with Spring Boot's developer tools at work, not merely with their jar on the class path. */
final class DeveloperTools {

    private static final String ID = "debugging.devtools-active";

    private static final String RESTART_LOADER =
            "org.springframework.boot.devtools.restart.classloader.RestartClassLoader";

    private static final String REMOTE_FILTER = "remoteDevToolsDispatcherFilter";

    private final ApplicationContext context;

    DeveloperTools(ApplicationContext context) {
        this.context = context;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        List<Evidence> active = new ArrayList<>();
        ClassLoader loader = context.getClassLoader();
        if (loader != null && loader.getClass().getName().equals(RESTART_LOADER)) {
            active.add(new Evidence("class loader of the running application", "is the one that restarts on a change"));
        }
        if (context.containsBean(REMOTE_FILTER)) {
            active.add(
                    new Evidence("the bean " + REMOTE_FILTER, "replaces classes over HTTP for whoever has the secret"));
        }
        return List.of(active.isEmpty() ? pass(loader) : fail(active));
    }

    private static Finding pass(@Nullable ClassLoader loader) {
        boolean present = ClassUtils.isPresent(RESTART_LOADER, loader);
        return Finding.pass(
                ID,
                Finding.APPLICATION,
                new Evidence(
                        "class loader and beans of the running application",
                        present
                                ? "the developer tools are there and do nothing"
                                : "the developer tools are not there"));
    }

    private static Finding fail(List<Evidence> active) {
        return Finding.fail(
                ID,
                Finding.APPLICATION,
                "The developer tools are at work: they switch off caches, show error details, and restart the application.",
                "Run the jar that the build made, which leaves spring-boot-devtools out, and remove spring.devtools.remote.secret.",
                active.toArray(Evidence[]::new));
    }
}
