package dev.readiness.assessment;

/**
 * A slice that is finished, with what it took.
 *
 * @param time how long it took
 * @param cells the cells of its own endpoints that pass
 */
public record FinishedSlice(SliceTime time, int cells) {

    /** Checks that there is something to divide by. */
    public FinishedSlice {
        if (cells < 1) {
            throw new IllegalArgumentException("'cells' must be at least 1 but is " + cells);
        }
    }

    /** Returns what one cell took, in hours. */
    public double hoursPerCell() {
        return time.hours() / cells;
    }
}
