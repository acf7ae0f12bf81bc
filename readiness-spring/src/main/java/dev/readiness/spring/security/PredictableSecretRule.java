package dev.readiness.spring.security;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.spring.assessment.ApplicationClassFiles;
import dev.readiness.spring.security.PredictableSecrets.PredictableSecret;
import java.util.ArrayList;
import java.util.List;

/** Finds tokens, codes and passwords that are made of numbers which can be foretold. */
final class PredictableSecretRule implements ReadinessRule {

    private static final String ID = "access.secret-predictable";

    private final ApplicationClassFiles files;

    PredictableSecretRule(ApplicationClassFiles files) {
        this.files = files;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        List<PredictableSecret> found = new ArrayList<>();
        ApplicationClassFiles.Reading reading = files.read(() -> new PredictableSecrets(found));
        return found.isEmpty()
                ? List.of(reading.nothingFound(ID))
                : found.stream().map(PredictableSecretRule::fail).toList();
    }

    private static Finding fail(PredictableSecret secret) {
        return Finding.fail(
                ID,
                secret.where(),
                "%s makes a secret of %s: whoever has seen a few of its numbers knows the next ones."
                        .formatted(secret.where(), secret.call()),
                "Take the numbers in %s from one java.security.SecureRandom, for a token at least 16 bytes."
                        .formatted(secret.where()),
                new Evidence("byte code of " + secret.where(), "calls " + secret.call()));
    }
}
