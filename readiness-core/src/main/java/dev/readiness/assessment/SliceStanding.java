package dev.readiness.assessment;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a slice has come, and what keeps it from the next stage.
 *
 * @param slice the slice
 * @param stage the highest stage all of whose rules pass
 * @param next the stage after that, or {@code null} at the highest stage
 * @param obstacles the findings that keep the slice from the next stage, worst first; empty at the highest stage, or where no
 *     rule of the next stage was asked
 */
public record SliceStanding(
        Slice slice, Stage stage, @Nullable Stage next, List<Finding> obstacles) {

    /** Checks and copies the parts. */
    public SliceStanding {
        Objects.requireNonNull(slice, "slice");
        Objects.requireNonNull(stage, "stage");
        obstacles = List.copyOf(obstacles);
    }
}
