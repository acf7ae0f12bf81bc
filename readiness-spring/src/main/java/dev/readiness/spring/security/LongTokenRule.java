package dev.readiness.spring.security;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.spring.assessment.ApplicationClassFiles;
import dev.readiness.spring.security.TokenLifetimes.TokenLifetime;
import java.util.ArrayList;
import java.util.List;

/** Finds signed tokens that live for months, which nobody can take back. */
final class LongTokenRule implements ReadinessRule {

    private static final String ID = "access.token-long-lived";

    /** Days; what is shorter may have its reason, for example an application for telephones. */
    private static final int LONG = 60;

    /** A number that says more was most likely meant in another unit. */
    private static final int IMPLAUSIBLE = 36_500;

    private final ApplicationClassFiles files;

    LongTokenRule(ApplicationClassFiles files) {
        this.files = files;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        List<TokenLifetime> found = new ArrayList<>();
        files.read(() -> new TokenLifetimes(found));
        if (found.isEmpty()) {
            return List.of(Finding.notApplicable(
                    ID, Finding.APPLICATION, "No code says in a number how long a signed token lives."));
        }
        List<Finding> findings = found.stream()
                .filter(token -> token.days() > LONG && token.days() < IMPLAUSIBLE)
                .distinct()
                .map(LongTokenRule::fail)
                .toList();
        return findings.isEmpty()
                ? List.of(Finding.pass(
                        ID,
                        Finding.APPLICATION,
                        new Evidence("class files of the application", found.size() + " tokens live shorter")))
                : findings;
    }

    private static Finding fail(TokenLifetime token) {
        return Finding.fail(
                ID,
                token.where(),
                "%s signs tokens that live for %d days, and a signed token cannot be taken back: whoever gets hold of one has the account for as long."
                        .formatted(token.where(), token.days()),
                "Let tokens of %s live for 15 minutes, and renew them with a second one that is stored and can be deleted."
                        .formatted(token.where()),
                new Evidence("byte code of " + token.where(), token.days() + " days are added"));
    }
}
