package dev.readiness.spring.assessment;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.List;
import java.util.function.Supplier;

/** Finds templates that are read and parsed again for each request, as it is good while somebody writes them. */
final class UncachedTemplates {

    private static final String ID = "debugging.templates-uncached";

    private final Supplier<List<Object>> resolvers;

    /**
     * @param resolvers what finds templates in the running application, and says by {@code isCacheable()} whether they are kept
     */
    UncachedTemplates(Supplier<List<Object>> resolvers) {
        this.resolvers = resolvers;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        List<Object> asked = resolvers.get();
        if (asked.isEmpty()) {
            return List.of(Finding.notApplicable(ID, Finding.APPLICATION, "No resolver of templates is there."));
        }
        return List.of(asked.stream()
                .filter(resolver -> TemplateEngines.ask(resolver, "isCacheable")
                        .filter(Boolean.FALSE::equals)
                        .isPresent())
                .findFirst()
                .map(UncachedTemplates::fail)
                .orElseGet(() -> Finding.pass(
                        ID,
                        Finding.APPLICATION,
                        new Evidence("resolvers of the running application", asked.size() + " keep what they read"))));
    }

    private static Finding fail(Object resolver) {
        String prefix =
                TemplateEngines.ask(resolver, "getPrefix").map(Object::toString).orElse("");
        boolean sources = prefix.startsWith("file:");
        return Finding.fail(
                ID,
                Finding.APPLICATION,
                "Templates are read and parsed again for each request%s."
                        .formatted(
                                sources
                                        ? ", from %s, which is there only where somebody has checked the sources out"
                                                .formatted(prefix)
                                        : ""),
                "spring.thymeleaf.cache=true" + (sources ? "\nspring.thymeleaf.prefix=classpath:/templates/" : ""),
                new Evidence("the running resolver of templates", "isCacheable() is false"));
    }
}
