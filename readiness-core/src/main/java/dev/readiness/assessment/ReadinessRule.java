package dev.readiness.assessment;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Looks at one kind of safeguard in the running application.
 *
 * <p>A rule speaks of the effective state, never of what happens to be on the class path, and only looks: it changes
 * nothing, sends nothing and has no side effect. What it cannot see it reports as {@link Result#UNKNOWN}. A rule that
 * throws is shown as {@code UNKNOWN} with the cause. Rules are called from one thread at a time, never on the start-up
 * path and never on a request's thread.
 */
public interface ReadinessRule {

    /** Returns the description of this rule; its id is permanent and never changes its meaning. */
    RuleDescription description();

    /**
     * Returns one finding for each place that the rule looked at, those that pass included.
     *
     * <p>An empty list means that there was nothing to look at.
     */
    List<Finding> assess(Inventory inventory);

    /** Returns the rule that {@code description} describes and that {@code assess} asks. */
    static ReadinessRule of(RuleDescription description, Function<Inventory, List<Finding>> assess) {
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(assess, "assess");
        return new ReadinessRule() {
            @Override
            public RuleDescription description() {
                return description;
            }

            @Override
            public List<Finding> assess(Inventory inventory) {
                return assess.apply(inventory);
            }
        };
    }
}
