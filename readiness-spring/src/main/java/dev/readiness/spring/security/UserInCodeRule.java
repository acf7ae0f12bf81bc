package dev.readiness.spring.security;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.spring.assessment.ApplicationClassFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds code of beans that gives a user a password which stands in the code. The password never appears in a finding. */
final class UserInCodeRule implements ReadinessRule {

    private static final String ID = "access.user-in-code";

    private final ApplicationClassFiles files;

    private final Predicate<LiteralPassword> inEffect;

    /**
     * @param inEffect whether the code that gives the password belongs to something that is part of the running application
     */
    UserInCodeRule(ApplicationClassFiles files, Predicate<LiteralPassword> inEffect) {
        this.files = files;
        this.inEffect = inEffect;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        List<LiteralPassword> found = new ArrayList<>();
        ApplicationClassFiles.Reading reading = files.read(() -> new LiteralPasswordVisitor(found));
        Map<String, Long> places = found.stream()
                .filter(inEffect)
                .collect(Collectors.groupingBy(LiteralPassword::where, TreeMap::new, Collectors.counting()));
        if (!places.isEmpty()) {
            return places.entrySet().stream()
                    .map(place -> failure(place.getKey(), place.getValue()))
                    .toList();
        }
        return List.of(reading.nothingFound(ID));
    }

    private static Finding failure(String where, long count) {
        String passwords = count == 1 ? "a password that stands" : count + " passwords that stand";
        return Finding.fail(
                ID,
                where,
                "%s gives users %s in the code: every environment has the same, and everybody who reads the code knows it."
                        .formatted(where, passwords),
                "Remove the users from %s, create the first one when the application is set up, with a password from a secret source, and delete these from every database that has them."
                        .formatted(where),
                new Evidence("byte code of " + where, "a constant text is set as a password; it is not shown"));
    }
}
