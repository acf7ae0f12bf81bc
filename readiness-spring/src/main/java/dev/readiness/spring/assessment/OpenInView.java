package dev.readiness.spring.assessment;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/** Finds applications that keep an entity manager, and with it a connection, for the whole of each request. */
final class OpenInView {

    private static final String ID = "scaling.open-in-view";

    private static final List<String> NEEDED = List.of(
            "jakarta.persistence.EntityManagerFactory",
            "org.springframework.orm.jpa.support.OpenEntityManagerInViewInterceptor",
            "org.springframework.web.servlet.handler.AbstractHandlerMapping");

    private final ApplicationContext context;

    OpenInView(ApplicationContext context) {
        this.context = context;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        boolean applicable = NEEDED.stream().allMatch(type -> ClassUtils.isPresent(type, context.getClassLoader()));
        if (!applicable || !ViewEntityManagers.areApplicable(context)) {
            return List.of(Finding.notApplicable(ID, Finding.APPLICATION, "No web application with JPA."));
        }
        List<String> places = ViewEntityManagers.find(context);
        return List.of(places.isEmpty() ? pass() : fail(places));
    }

    private static Finding pass() {
        return Finding.pass(
                ID,
                Finding.APPLICATION,
                new Evidence(
                        "interceptors of the running handler mappings, and filters",
                        "none keeps an entity manager open"));
    }

    private static Finding fail(List<String> places) {
        return Finding.fail(
                ID,
                Finding.APPLICATION,
                "Each request that has touched the database keeps its connection until the answer is written, so slow"
                        + " clients and slow calls to others empty the pool.",
                "spring.jpa.open-in-view=false",
                places.stream()
                        .map(place -> new Evidence(place, "keeps an entity manager open"))
                        .toArray(Evidence[]::new));
    }
}
