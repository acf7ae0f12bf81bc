package dev.readiness.assessment;

import java.time.Instant;
import java.util.List;

/**
 * An estimate as it was given once, kept so that it can be scored.
 *
 * @param at when it was given
 * @param finished the slices that were finished then
 * @param left the cells that were left then
 * @param perCell the hours per cell that it foresaw for the next slice
 */
public record PastEstimate(Instant at, List<String> finished, int left, EffortInterval perCell) {

    /** Copies the parts. */
    public PastEstimate {
        finished = List.copyOf(finished);
    }
}
