package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import java.util.List;
import java.util.stream.Collectors;

/** Finds a page that a library brings and that answers without a login: a console, the description of the API. */
final class OpenPageRule implements ReadinessRule {

    private final ApplicationAccess access;

    private final LibraryPage page;

    OpenPageRule(ApplicationAccess access, LibraryPage page) {
        this.access = access;
        this.page = page;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(page.rule());
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        List<Endpoint> endpoints =
                inventory.endpoints().stream().filter(page::isAt).toList();
        return endpoints.isEmpty() ? List.of() : List.of(assess(endpoints));
    }

    private Finding assess(List<Endpoint> endpoints) {
        List<Endpoint> open = endpoints.stream()
                .filter(endpoint -> reaches(endpoint, Reach.ANYONE))
                .toList();
        if (!open.isEmpty()) {
            return fail(open);
        }
        String paths = paths(endpoints);
        return endpoints.stream().anyMatch(endpoint -> reaches(endpoint, Reach.UNKNOWN))
                ? Finding.unknown(page.rule(), paths, "Whether anybody reaches it could not be seen.")
                : Finding.pass(
                        page.rule(),
                        paths,
                        new Evidence("the application's own security", "refuses a caller without credentials"));
    }

    private Finding fail(List<Endpoint> open) {
        return Finding.fail(
                page.rule(),
                paths(open),
                page.problem().formatted(paths(open)),
                page.remedy(),
                new Evidence(
                        "the application's own security, asked without credentials",
                        access.of(open.get(0)).how()),
                page.evidence());
    }

    private boolean reaches(Endpoint endpoint, Reach reach) {
        return access.of(endpoint).reach() == reach;
    }

    private static String paths(List<Endpoint> endpoints) {
        return endpoints.stream().map(Endpoint::path).distinct().sorted().collect(Collectors.joining(", "));
    }
}
