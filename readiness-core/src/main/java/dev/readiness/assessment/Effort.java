package dev.readiness.assessment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done and what is left, and how long the rest may take: an interval with its assumptions, never a single number.
 *
 * @param total all cells, each once, however many slices go through its endpoint
 * @param application the cells of rules that look at the application as a whole
 * @param slices the cells of each slice's own endpoints, declared slices first, then proposed ones
 * @param finished the slices whose time is known
 * @param perCell the hours that a cell of the next slice takes, in four of five cases; {@code null} while no slice is finished
 * @param score how past estimates did
 */
public record Effort(
        Cells total,
        Cells application,
        List<SliceEffort> slices,
        List<FinishedSlice> finished,
        @Nullable EffortInterval perCell,
        EstimateScore score) {

    /** Copies the parts. */
    public Effort {
        slices = List.copyOf(slices);
        finished = List.copyOf(finished);
    }

    /** Returns the hours that the rest takes, in four of five cases; {@code null} if nothing is left or nothing is known. */
    public @Nullable EffortInterval rest() {
        return perCell == null || total.left() == 0 ? null : perCell.times(total.left());
    }

    /** Returns what must hold for {@link #rest()} to be worth anything, in sentences without a full stop. */
    public List<String> assumptions() {
        return perCell == null ? List.of() : EffortWording.assumptions(this);
    }

    List<String> finishedNames() {
        return finished.stream().map(slice -> slice.time().slice()).sorted().toList();
    }
}
