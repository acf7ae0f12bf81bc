package dev.readiness.assessment;

import java.util.List;
import java.util.Objects;

/**
 * The evidence that an assessment contributes to the controls of a framework.
 *
 * @param framework the framework
 * @param controls its controls, those of which nothing was seen included
 */
public record FrameworkStanding(Framework framework, List<ControlStanding> controls) {

    /** Checks and copies the parts. */
    public FrameworkStanding {
        Objects.requireNonNull(framework, "framework");
        controls = List.copyOf(controls);
    }

    /** Returns the number of controls in {@code state}. */
    public int count(ControlState state) {
        return (int)
                controls.stream().filter(control -> control.state() == state).count();
    }
}
