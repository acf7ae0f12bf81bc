package dev.readiness.scaling;

import dev.readiness.scaling.Bounds.Bound;
import dev.readiness.scaling.LoadSample.Answers;
import dev.readiness.scaling.ScaleDoubt.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Makes a ladder of samples. */
final class ScalePrediction {

    private static final int RESAMPLES = 200;

    /** Where a queue that no meter shows and something that is seen limit about the same, it is what is seen. */
    private static final double ABOUT = 1.4;

    private static final double SAME_USERS = 1.25;

    private final ScaleSettings settings;
    private final ObservedLoad observed;
    private final List<LoadSample> samples;

    private ScalePrediction(ScaleSettings settings, List<LoadSample> samples) {
        this.settings = settings;
        this.samples = samples;
        this.observed = ObservedLoad.of(samples);
    }

    static ScaleLadder of(List<LoadSample> samples, ScaleSettings settings) {
        return new ScalePrediction(settings, samples).ladder();
    }

    private ScaleLadder ladder() {
        List<ScaleDoubt> doubts = new ArrayList<>(observed.doubts());
        if (observed.windows().isEmpty()) {
            return ladder(List.of(), List.of(), doubts, null);
        }
        LoadLevels levels = LoadLevels.of(observed.windows());
        List<LoadWindow> loads = levels.together();
        Bounds bounds = new Bounds(loads, settings.thinkSeconds());
        List<Bound> found = sorted(bounds.all());
        double cycle = bounds.unloaded() + settings.thinkSeconds();
        boolean refused = isRefused(doubts);
        if (!refused) {
            Neighbours.doubts(loads, found).ifPresent(doubts::add);
            refused = isRefused(doubts);
        }
        List<ScaleLimit> limits = refused ? List.of() : limits(found, levels, cycle);
        if (!limits.isEmpty()) {
            double most = loads.stream().mapToDouble(this::users).max().orElse(0);
            if (limits.get(0).users() > 20 * most) {
                doubts.add(new ScaleDoubt(
                        Reason.FAR,
                        "No more than %.0f users at once were observed.".formatted(most),
                        "Observe a tenth of the load that is asked about."));
            }
        }
        return ladder(rungs(loads, limits, bounds.unloaded()), limits, doubts, scalability(levels, limits));
    }

    private ScaleLadder ladder(
            List<ScaleRung> rungs,
            List<ScaleLimit> limits,
            List<ScaleDoubt> doubts,
            @Nullable UniversalScalability scalability) {
        return new ScaleLadder(
                observed.windows().stream().mapToDouble(LoadWindow::seconds).sum(),
                observed.windows().stream().mapToDouble(LoadWindow::requests).sum(),
                settings.thinkSeconds(),
                rungs,
                limits,
                limits.isEmpty() ? "" : Remedies.change(limits, settings),
                doubts,
                scalability,
                slices(limits));
    }

    private List<SliceLoad> slices(List<ScaleLimit> limits) {
        if (samples.size() < 2) {
            return List.of();
        }
        LoadSample first = samples.get(0);
        LoadSample last = samples.get(samples.size() - 1);
        double seconds = last.seconds() - first.seconds();
        double requests = last.requests() - first.requests();
        double time = last.responseSeconds() - first.responseSeconds();
        double most = limits.isEmpty() ? Double.NaN : limits.get(0).throughput();
        List<SliceLoad> slices = new ArrayList<>();
        last.slices().forEach((slice, answers) -> {
            Answers seen = answers.since(first.slices().getOrDefault(slice, Answers.NONE));
            if (seen.requests() > 0 && seconds > 0 && time > 0) {
                slices.add(new SliceLoad(
                        slice,
                        seen.requests() / seconds,
                        seen.seconds() / seen.requests(),
                        seen.seconds() / time,
                        most * seen.requests() / requests));
            }
        });
        slices.sort(Comparator.comparingDouble(SliceLoad::share).reversed());
        return slices;
    }

    private static boolean isRefused(List<ScaleDoubt> doubts) {
        return doubts.stream().anyMatch(doubt -> doubt.reason().isRefusing());
    }

    private static List<Bound> sorted(List<Bound> bounds) {
        List<Bound> sorted = new ArrayList<>(bounds);
        for (int i = sorted.size() - 1; i > 0; i--) {
            if (isHidden(sorted.get(i - 1))
                    && !isHidden(sorted.get(i))
                    && sorted.get(i).throughput() < ABOUT * sorted.get(i - 1).throughput()) {
                sorted.add(i - 1, sorted.remove(i));
            }
        }
        return sorted;
    }

    private static boolean isHidden(Bound bound) {
        return switch (bound.resource()) {
            case DATABASE, CALLED_SERVICE, APPLICATION_LOCK -> true;
            case CONNECTION_POOL, SERVER_THREADS, EXECUTOR, PROCESSOR, GARBAGE_COLLECTION -> false;
        };
    }

    private List<ScaleLimit> limits(List<Bound> found, LoadLevels levels, double cycle) {
        double[][] others = new double[found.size()][RESAMPLES];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < RESAMPLES; i++) {
            List<Bound> resampled = new Bounds(levels.resampled(random).together(), settings.thinkSeconds()).all();
            for (int k = 0; k < found.size(); k++) {
                Bound wanted = found.get(k);
                others[k][i] = resampled.stream()
                        .filter(wanted::is)
                        .mapToDouble(Bound::throughput)
                        .findFirst()
                        .orElse(wanted.throughput());
            }
        }
        List<ScaleLimit> limits = new ArrayList<>();
        for (int k = 0; k < found.size(); k++) {
            Arrays.sort(others[k]);
            Bound bound = found.get(k);
            limits.add(new ScaleLimit(
                    bound.resource(),
                    bound.name(),
                    bound.demand(),
                    bound.throughput(),
                    others[k][RESAMPLES / 20],
                    others[k][RESAMPLES - 1 - RESAMPLES / 20],
                    bound.throughput() * cycle,
                    bound.arithmetic(),
                    Remedies.of(bound)));
        }
        return limits;
    }

    private @Nullable UniversalScalability scalability(LoadLevels levels, List<ScaleLimit> limits) {
        double highest = levels.together().stream()
                .mapToDouble(LoadWindow::throughput)
                .max()
                .orElse(0);
        // Far below the limit every curve is a straight line, and the fit follows the noise.
        boolean nearEnough = !limits.isEmpty() && highest > 0.6 * limits.get(0).throughput();
        return nearEnough
                ? UniversalScalability.fit(levels, new SplittableRandom(2)).orElse(null)
                : null;
    }

    private List<ScaleRung> rungs(List<LoadWindow> loads, List<ScaleLimit> limits, double unloaded) {
        List<ScaleRung> rungs = new ArrayList<>();
        for (int users : settings.users()) {
            LoadWindow measured = measured(loads, users);
            if (measured != null) {
                rungs.add(measured(users, measured, limits));
            } else if (!limits.isEmpty()) {
                rungs.add(predicted(users, limits, unloaded));
            }
        }
        return rungs;
    }

    private @Nullable LoadWindow measured(List<LoadWindow> loads, int users) {
        return loads.stream()
                .filter(load -> users(load) < SAME_USERS * users && users < SAME_USERS * users(load))
                .min((one, other) -> Double.compare(Math.abs(users(one) - users), Math.abs(users(other) - users)))
                .orElse(null);
    }

    /** How many users made this load: whoever thinks, waits or is answered (Little's law over the whole cycle). */
    private double users(LoadWindow load) {
        return load.throughput() * (response(load) + settings.thinkSeconds());
    }

    /** With the time in front of the server, which its own timer does not see. */
    private static double response(LoadWindow load) {
        double before = Double.isNaN(load.waiting()) ? 0 : load.waiting() / load.throughput();
        return load.response() + before;
    }

    private ScaleRung measured(int users, LoadWindow load, List<ScaleLimit> limits) {
        double share = limits.isEmpty()
                ? load.utilisation()
                : load.throughput() / limits.get(0).throughput();
        return new ScaleRung(
                users,
                true,
                !(share > 0.95),
                load.throughput(),
                response(load),
                limits.isEmpty() ? "processor" : limits.get(0).title(),
                share,
                "%s/s × (%s + %s think time) = %.1f users"
                        .formatted(
                                Figures.rate(load.throughput()),
                                Figures.seconds(response(load)),
                                Figures.seconds(settings.thinkSeconds()),
                                users(load)));
    }

    private ScaleRung predicted(int users, List<ScaleLimit> limits, double unloaded) {
        ScaleLimit first = limits.get(0);
        double asked = users / (unloaded + settings.thinkSeconds());
        double throughput = Math.min(asked, first.throughput());
        return new ScaleRung(
                users,
                false,
                asked < first.throughput(),
                throughput,
                Math.max(unloaded, users / throughput - settings.thinkSeconds()),
                first.title(),
                throughput / first.throughput(),
                "%d users / (%s + %s think time) = %s/s asked, %s/s pass"
                        .formatted(
                                users,
                                Figures.seconds(unloaded),
                                Figures.seconds(settings.thinkSeconds()),
                                Figures.rate(asked),
                                Figures.rate(first.throughput())));
    }
}
