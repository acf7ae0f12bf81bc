package dev.readiness.scaling;

import dev.readiness.scaling.LoadSample.Machine;
import dev.readiness.scaling.LoadSample.Station;
import java.util.ArrayList;
import java.util.List;

/** What happened between two samples, or in several such windows together. */
record LoadWindow(
        double seconds,
        double requests,
        double responseSeconds,
        List<Station> stations,
        Machine machine,
        double waiting) {

    static LoadWindow between(LoadSample from, LoadSample to) {
        List<Station> used = new ArrayList<>();
        for (Station later : to.stations()) {
            for (Station earlier : from.stations()) {
                if (later.is(earlier)) {
                    used.add(later.since(earlier));
                }
            }
        }
        return new LoadWindow(
                to.seconds() - from.seconds(),
                to.requests() - from.requests(),
                to.responseSeconds() - from.responseSeconds(),
                used,
                to.machine().since(from.machine()),
                (from.waiting() + to.waiting()) / 2);
    }

    /** Returns all of {@code windows} as one. */
    static LoadWindow together(List<LoadWindow> windows) {
        LoadWindow sum = windows.get(0);
        for (LoadWindow next : windows.subList(1, windows.size())) {
            sum = sum.plus(next);
        }
        return sum;
    }

    private LoadWindow plus(LoadWindow other) {
        List<Station> used = new ArrayList<>();
        for (Station mine : stations) {
            Station sum = mine;
            for (Station theirs : other.stations) {
                if (mine.is(theirs)) {
                    sum = new Station(
                            mine.resource(),
                            mine.name(),
                            theirs.servers(),
                            mine.busySeconds() + theirs.busySeconds(),
                            mine.waitSeconds() + theirs.waitSeconds(),
                            mine.uses() + theirs.uses());
                }
            }
            used.add(sum);
        }
        double together = seconds + other.seconds;
        return new LoadWindow(
                together,
                requests + other.requests,
                responseSeconds + other.responseSeconds,
                used,
                machine.plus(other.machine),
                (waiting * seconds + other.waiting * other.seconds) / together);
    }

    /** Requests a second. */
    double throughput() {
        return requests / seconds;
    }

    /** Mean time of a request in the server. */
    double response() {
        return requests == 0 ? 0 : responseSeconds / requests;
    }

    /** Mean number of requests in the server at once, by Little's law. */
    double concurrency() {
        return responseSeconds / seconds;
    }

    /** Time per request for which stations of this kind were held. */
    double held(ScaleResource resource) {
        return requests == 0
                ? 0
                : stations.stream()
                                .filter(station -> station.resource() == resource)
                                .mapToDouble(Station::busySeconds)
                                .sum()
                        / requests;
    }

    /** Time per request spent waiting for a connection. */
    double waitedForConnections() {
        return requests == 0
                ? 0
                : stations.stream()
                                .filter(station -> station.resource() == ScaleResource.CONNECTION_POOL)
                                .mapToDouble(Station::waitSeconds)
                                .sum()
                        / requests;
    }

    /** Time per request in the application's own code, processor time included. */
    double elsewhere() {
        return Math.max(
                0,
                response()
                        - waitedForConnections()
                        - held(ScaleResource.CONNECTION_POOL)
                        - held(ScaleResource.CALLED_SERVICE));
    }

    /** Share of the processors that were busy, with whatever; {@code NaN} where not seen. */
    double utilisation() {
        double busy = Double.isNaN(machine.allSeconds()) ? machine.ownSeconds() : machine.allSeconds();
        return busy / seconds / machine.processors();
    }
}
