package dev.readiness.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts the cells of an application and estimates the rest from the slices that are finished. */
final class EffortSurvey {

    private final Inventory inventory;

    private final List<Finding> findings;

    EffortSurvey(Inventory inventory, List<Finding> findings) {
        this.inventory = inventory;
        this.findings = findings;
    }

    /**
     * Returns the effort.
     *
     * @param notes takes a remark for each time that cannot be used
     */
    Effort of(List<Slice> slices, List<SliceTime> times, PastEstimates past, List<String> notes) {
        List<SliceEffort> efforts = slices.stream()
                .map(slice -> new SliceEffort(slice.name(), Cells.of(ofSlice(slice))))
                .toList();
        List<FinishedSlice> finished = new ArrayList<>();
        times.forEach(time -> finished(time, efforts, notes).ifPresent(finished::add));
        return new Effort(
                Cells.of(findings),
                Cells.of(ofApplication()),
                efforts,
                finished,
                perCell(finished),
                past.score(finished));
    }

    private List<Finding> ofApplication() {
        Set<String> ids = inventory.endpoints().stream().map(Endpoint::id).collect(Collectors.toSet());
        return findings.stream()
                .filter(finding -> !ids.contains(finding.where()))
                .toList();
    }

    private List<Finding> ofSlice(Slice slice) {
        Set<String> ids = inventory.endpoints().stream()
                .filter(slice::contains)
                .map(Endpoint::id)
                .collect(Collectors.toSet());
        return findings.stream()
                .filter(finding -> ids.contains(finding.where()))
                .toList();
    }

    private static Optional<FinishedSlice> finished(SliceTime time, List<SliceEffort> efforts, List<String> notes) {
        int cells = efforts.stream()
                .filter(effort -> effort.slice().equals(time.slice()))
                .mapToInt(effort -> effort.cells().done())
                .sum();
        if (cells == 0) {
            notes.add("The time of the slice " + time.slice()
                    + " was not used, because no rule passes at an endpoint of it: correct or remove it");
            return Optional.empty();
        }
        return Optional.of(new FinishedSlice(time, cells));
    }

    private static @Nullable EffortInterval perCell(List<FinishedSlice> finished) {
        return finished.isEmpty()
                ? null
                : EffortInterval.next(
                        finished.stream().map(FinishedSlice::hoursPerCell).toList());
    }
}
