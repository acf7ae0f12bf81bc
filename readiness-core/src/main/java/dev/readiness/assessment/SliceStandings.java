package dev.readiness.assessment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Works out how far slices have come. */
final class SliceStandings {

    private static final Set<Result> HOLDS_BACK = Set.of(Result.FAIL, Result.UNKNOWN);

    private final Map<String, RuleDescription> rules;
    private final List<Finding> findings;

    SliceStandings(Map<String, RuleDescription> rules, List<Finding> findings) {
        this.rules = rules;
        this.findings = findings;
    }

    List<SliceStanding> of(List<Slice> slices, Inventory inventory) {
        return slices.stream().map(slice -> of(slice, inventory)).toList();
    }

    private SliceStanding of(Slice slice, Inventory inventory) {
        List<Finding> relevant = findings.stream()
                .filter(new SliceScope(slice, inventory.endpoints()))
                .toList();
        Stage reached = Stage.PROTOTYPE;
        for (Stage stage : Stage.values()) {
            if (stage == Stage.PROTOTYPE) {
                continue;
            }
            List<Finding> ofStage = relevant.stream()
                    .filter(finding -> stageOf(finding) == stage)
                    .toList();
            List<Finding> obstacles = ofStage.stream()
                    .filter(finding -> HOLDS_BACK.contains(finding.result()))
                    .toList();
            // A stage of which nothing was seen to pass is not reached by silence.
            boolean seen = ofStage.stream().anyMatch(finding -> finding.result() == Result.PASS);
            if (!obstacles.isEmpty() || !seen) {
                return new SliceStanding(slice, reached, stage, obstacles);
            }
            reached = stage;
        }
        return new SliceStanding(slice, reached, null, List.of());
    }

    private Stage stageOf(Finding finding) {
        return Objects.requireNonNull(rules.get(finding.ruleId())).stage();
    }
}
