package dev.readiness.spring.assessment;

import dev.readiness.assessment.Assessment;
import dev.readiness.assessment.Assessor;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The hardening report of the running application.
 *
 * <p>The assessment is made once, by whoever asks first, and kept. Safe for use by many threads; the rules are asked by one
 * thread at a time.
 */
public final class HardeningReport {

    private final ApplicationInventory inventory;

    private final Function<List<String>, Assessor> assessor;

    private final List<Slice> slices;

    private @Nullable Assessment latest;

    /**
     * Creates a report.
     *
     * @param assessor gives the assessor, and takes remarks on what it cannot ask
     */
    HardeningReport(ApplicationInventory inventory, Function<List<String>, Assessor> assessor, List<Slice> slices) {
        this.inventory = inventory;
        this.assessor = assessor;
        this.slices = List.copyOf(slices);
    }

    /** Returns the assessment that was made last, or makes it. */
    public synchronized Assessment assessment() {
        return latest != null ? latest : refresh();
    }

    /** Returns a new assessment, which replaces the one that was made last. */
    public synchronized Assessment refresh() {
        Inventory seen = inventory.inventory();
        List<String> notes = new ArrayList<>(inventory.notes());
        Assessment made = withNotes(assessor.apply(notes).assess(seen), seen, notes);
        latest = made;
        return made;
    }

    private Assessment withNotes(Assessment made, Inventory seen, List<String> added) {
        List<String> notes = new ArrayList<>(made.notes());
        notes.addAll(added);
        for (Slice slice : slices) {
            slice.endpoints().stream()
                    .filter(id -> !exists(id, seen))
                    .forEach(id -> notes.add(noSuchEndpoint(slice, id)));
        }
        return new Assessment(
                made.application(), made.at(), made.endpoints(), made.rules(), made.findings(), made.slices(), notes);
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
