package dev.readiness.spring.assessment;

import dev.readiness.assessment.Assessment;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReportChart;
import dev.readiness.assessment.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The hardening report of the running application.
 *
 * <p>The assessment is made once, by whoever asks first, and kept. Safe for use by many threads; the rules are asked by one
 * thread at a time.
 */
public final class HardeningReport {

    private final ApplicationInventory inventory;

    private final AssessorSource assessors;

    private final List<Slice> slices;

    private final EffortHistory effort;

    private final UnaryOperator<String> mask;

    private final Supplier<List<ReportChart>> charts;

    private @Nullable Assessment latest;

    HardeningReport(
            ApplicationInventory inventory,
            AssessorSource assessors,
            AssessmentSettings settings,
            UnaryOperator<String> mask,
            Supplier<List<ReportChart>> charts) {
        this.inventory = inventory;
        this.assessors = assessors;
        this.slices = List.copyOf(settings.slices());
        this.effort = new EffortHistory(settings.effort());
        this.mask = mask;
        this.charts = charts;
    }

    /** Returns what the application consists of. It must have started: what it lacks now is not looked for again. */
    public Inventory inventory() {
        return inventory.inventory();
    }

    /** Returns the assessment that was made last, or makes it; its charts are of now. */
    public synchronized Assessment assessment() {
        if (latest == null) {
            return refresh();
        }
        // A secret may have been loaded since; it is the same object where none was, and nothing is shown in a chart.
        List<ReportChart> now = charts.get();
        latest = (latest.charts().equals(now) ? latest : latest.withCharts(now)).hiding(mask);
        return latest;
    }

    /** Returns a new assessment, which replaces the one that was made last. */
    public synchronized Assessment refresh() {
        Inventory seen = inventory.inventory();
        List<String> notes = new ArrayList<>(inventory.notes());
        List<Slice> declared = new AnnotatedSlices(inventory).addTo(slices, seen);
        Assessment made = assessors
                .assessor(notes)
                .slices(declared)
                .sliceTimes(effort.times(seen, declared, notes))
                .pastEstimates(effort.past(notes))
                .build()
                .assess(seen);
        effort.keep(made, notes);
        latest = withNotes(made, seen, notes).withCharts(charts.get()).hiding(mask);
        return latest;
    }

    private Assessment withNotes(Assessment made, Inventory seen, List<String> added) {
        List<String> notes = new ArrayList<>(made.notes());
        notes.addAll(added);
        for (Slice slice : slices) {
            slice.endpoints().stream()
                    .filter(id -> !exists(id, seen))
                    .forEach(id -> notes.add(noSuchEndpoint(slice, id)));
        }
        return made.withNotes(notes);
    }

    private static boolean exists(String id, Inventory seen) {
        Slice only = new Slice(id, List.of(id));
        return seen.endpoints().stream().anyMatch(only::contains);
    }

    private static String noSuchEndpoint(Slice slice, String id) {
        return "The slice " + slice.name() + " names " + id
                + ", which is no endpoint of the application: correct or remove it under readiness.slices."
                + slice.name();
    }
}
