package dev.readiness.scaling;

import dev.readiness.scaling.Bounds.Bound;
import dev.readiness.scaling.ScaleDoubt.Reason;
import java.util.List;
import java.util.Optional;

/** What else uses the processors: the load itself, the database on the same machine, other people's work. */
final class Neighbours {

    private static final double NOTICED = 0.1;

    /** So much of others' work hides what the application itself would run out of: trials named the processor wrongly. */
    private static final double HIDING = 0.25;

    private Neighbours() {}

    /**
     * Returns the doubt that follows from them. The processor is not named as the first limit where they take much of it, or
     * where it would not be first without them; otherwise only its figures are doubtful.
     *
     * @param bounds the lowest first
     */
    static Optional<ScaleDoubt> doubts(List<LoadWindow> loads, List<Bound> bounds) {
        LoadWindow busiest = loads.get(loads.size() - 1);
        double share = (busiest.machine().allSeconds() - busiest.machine().ownSeconds())
                / busiest.seconds()
                / busiest.machine().processors();
        if (!(share > NOTICED) || bounds.isEmpty()) {
            return Optional.empty();
        }
        Bound first = bounds.get(0);
        boolean overtaken = isProcessor(first)
                && (share > HIDING || bounds.stream().skip(1).anyMatch(other -> other.throughput() < first.best()));
        String seen = "Others took %s of the processors.".formatted(Figures.percent(share));
        return Optional.of(
                overtaken
                        ? new ScaleDoubt(
                                Reason.SHARED,
                                seen + " Without them something else may well be the first limit.",
                                "Send the load from another machine, and leave this one to the application.")
                        : new ScaleDoubt(
                                Reason.NOISY,
                                seen + " The figures of the processor are doubtful.",
                                "For the processor's figures, leave the machine to the application."));
    }

    private static boolean isProcessor(Bound bound) {
        return bound.resource() == ScaleResource.PROCESSOR || bound.resource() == ScaleResource.GARBAGE_COLLECTION;
    }
}
