package dev.readiness.scaling;

import dev.readiness.scaling.LoadSample.Station;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * How many requests a second each resource lets pass at most, from its demand by a request (Denning and Buzen 1978: utilisation
 * is throughput times demand, and cannot exceed the number of servers).
 *
 * <p>The demand is that of the load where it is least: what grows with the load is waiting for something else.
 */
final class Bounds {

    /** With busier processors, waiting for them looks like waiting for a lock. */
    private static final double BUSY = 0.75;

    /** Demands that differ by less than this factor are the same one, measured with noise. */
    private static final double NOISE = 1.3;

    private final List<LoadWindow> levels;
    private final double thinkSeconds;
    private double processorDemand;

    Bounds(List<LoadWindow> levels, double thinkSeconds) {
        this.levels = levels;
        this.thinkSeconds = thinkSeconds;
    }

    /**
     * The most that one resource lets pass.
     *
     * @param best the same if nothing else used the machine
     * @param arithmetic how it follows from what was measured
     */
    record Bound(
            ScaleResource resource,
            String name,
            double servers,
            double demand,
            double throughput,
            double best,
            String arithmetic) {

        boolean is(Bound other) {
            return resource == other.resource && name.equals(other.name);
        }
    }

    /** Returns the bounds, the lowest first. */
    List<Bound> all() {
        List<Bound> bounds = new ArrayList<>();
        for (Station station : levels.get(0).stations()) {
            addStation(bounds, station);
        }
        addProcessor(bounds);
        addHidden(bounds, ScaleResource.DATABASE, window -> window.held(ScaleResource.CONNECTION_POOL));
        addHidden(bounds, ScaleResource.CALLED_SERVICE, window -> window.held(ScaleResource.CALLED_SERVICE));
        addHidden(bounds, ScaleResource.APPLICATION_LOCK, LoadWindow::elsewhere);
        bounds.sort(Comparator.comparingDouble(Bound::throughput));
        return bounds;
    }

    /** Returns the time of a request that waits for nobody. */
    double unloaded() {
        return least(window -> Math.max(0, window.response() - window.waitedForConnections()));
    }

    /** The mean of the loads at which a request needs about the least; the noise of a single one would be a bias. */
    private double least(ToDoubleFunction<LoadWindow> perRequest) {
        double least = levels.stream().mapToDouble(perRequest).min().orElse(0);
        double requests = 0;
        double sum = 0;
        for (LoadWindow level : levels) {
            double value = perRequest.applyAsDouble(level);
            if (value <= NOISE * least) {
                requests += level.requests();
                sum += value * level.requests();
            }
        }
        return sum / requests;
    }

    private void addStation(List<Bound> bounds, Station station) {
        double servers = station.servers();
        double demand = station.resource() == ScaleResource.SERVER_THREADS
                ? unloaded()
                : least(window -> busy(window, station) / window.requests());
        if (demand > 0 && servers > 0) {
            bounds.add(new Bound(
                    station.resource(),
                    station.name(),
                    servers,
                    demand,
                    servers / demand,
                    servers / demand,
                    "%s / %s held by a request = %s/s"
                            .formatted(
                                    Figures.count(servers), Figures.seconds(demand), Figures.rate(servers / demand))));
        }
    }

    private static double busy(LoadWindow window, Station wanted) {
        return window.stations().stream()
                .filter(wanted::is)
                .mapToDouble(Station::busySeconds)
                .sum();
    }

    private void addProcessor(List<Bound> bounds) {
        Line own = Line.through(levels, window -> window.machine().ownSeconds());
        Line all = Line.through(levels, window -> window.machine().allSeconds());
        double processors = levels.get(0).machine().processors();
        if (Double.isNaN(own.slope()) || own.slope() <= 0 || !(processors > 0)) {
            return;
        }
        double others = Double.isNaN(all.slope()) ? 0 : Math.max(0, all.slope() - own.slope());
        processorDemand = own.slope() + others;
        double taken = Double.isNaN(all.start()) ? 0 : Math.max(0, Math.min(all.start(), processors * 0.95));
        double pauses = levels.stream()
                .mapToDouble(window -> window.machine().pauseSeconds() / window.requests())
                .average()
                .orElse(0);
        double stopped = Double.isNaN(pauses) ? 0 : Math.min(pauses, own.slope());
        double running = (own.slope() - stopped + others) / (processors - taken);
        double throughput = 1 / (stopped + running);
        double best = 1 / (stopped + (own.slope() - stopped) / processors);
        boolean collecting = stopped > running;
        bounds.add(new Bound(
                collecting ? ScaleResource.GARBAGE_COLLECTION : ScaleResource.PROCESSOR,
                "",
                processors,
                own.slope() + others,
                throughput,
                best,
                "1 / (%s pauses + (%s of the process + %s of others on this machine) / (%s processors − %s taken)) = %s/s"
                        .formatted(
                                Figures.seconds(stopped),
                                Figures.seconds(own.slope() - stopped),
                                Figures.seconds(others),
                                Figures.count(processors),
                                Figures.count(taken),
                                Figures.rate(throughput))));
    }

    private void addHidden(List<Bound> bounds, ScaleResource resource, ToDoubleFunction<LoadWindow> time) {
        List<LoadWindow> calm =
                levels.stream().filter(window -> !(window.utilisation() > BUSY)).toList();
        if (calm.size() < 2) {
            return;
        }
        OptionalDouble demand = HiddenQueue.demand(
                calm.stream().map(LoadWindow::throughput).toList(),
                calm.stream()
                        .map(window -> Math.max(0, time.applyAsDouble(window) - waitedForProcessor(window)))
                        .toList(),
                calm.stream()
                        .map(window -> window.throughput() * (window.response() + thinkSeconds))
                        .toList());
        demand.ifPresent(serial -> bounds.add(new Bound(
                resource,
                "",
                1,
                serial,
                1 / serial,
                1 / serial,
                "time there grows from %s at %s/s to %s at %s/s, as behind one queue of %s a request: 1 / %s = %s/s"
                        .formatted(
                                Figures.seconds(time.applyAsDouble(calm.get(0))),
                                Figures.rate(calm.get(0).throughput()),
                                Figures.seconds(time.applyAsDouble(calm.get(calm.size() - 1))),
                                Figures.rate(calm.get(calm.size() - 1).throughput()),
                                Figures.seconds(serial),
                                Figures.seconds(serial),
                                Figures.rate(1 / serial)))));
    }

    /** What a request waits for the processors, as in a queue with several servers. */
    private double waitedForProcessor(LoadWindow window) {
        double full =
                Math.pow(Math.min(window.utilisation(), BUSY), window.machine().processors());
        return Double.isNaN(full) ? 0 : processorDemand * full / (1 - full);
    }

    /** Seconds a second by requests a second: what each request adds, and what is there without any. */
    private record Line(double slope, double start) {

        static Line through(List<LoadWindow> levels, ToDoubleFunction<LoadWindow> used) {
            LoadWindow all = LoadWindow.together(levels);
            double meanX = all.throughput();
            double meanY = used.applyAsDouble(all) / all.seconds();
            double covariance = 0;
            double variance = 0;
            double widest = 0;
            for (LoadWindow level : levels) {
                double x = level.throughput();
                covariance += level.seconds() * (x - meanX) * (used.applyAsDouble(level) / level.seconds() - meanY);
                variance += level.seconds() * (x - meanX) * (x - meanX);
                widest = Math.max(widest, x / levels.get(0).throughput());
            }
            double ratio = meanY / meanX;
            // Loads that hardly differ say nothing of what each request adds, and nothing costs more than everything.
            double slope = widest < 1.5 ? ratio : Math.min(ratio, covariance / variance);
            return slope > 0 ? new Line(slope, meanY - slope * meanX) : new Line(ratio, 0);
        }
    }
}
