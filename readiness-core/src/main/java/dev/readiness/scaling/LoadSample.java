package dev.readiness.scaling;

import java.util.List;
import java.util.Map;

/**
 * What the meters of an application have counted until one moment.
 *
 * @param seconds when, on a clock that only counts forward
 * @param requests requests answered
 * @param responseSeconds time that they took, together
 * @param stations what was used on the way
 * @param machine what the processors did
 * @param waiting connections with a request that no thread has taken yet, {@code NaN} where not seen
 * @param blind meters that are missing
 * @param slices requests by the slice that they belong to, if the meters tell
 */
record LoadSample(
        double seconds,
        double requests,
        double responseSeconds,
        List<Station> stations,
        Machine machine,
        double waiting,
        List<ScaleDoubt> blind,
        Map<String, Answers> slices) {

    LoadSample {
        stations = List.copyOf(stations);
        blind = List.copyOf(blind);
        slices = Map.copyOf(slices);
    }

    LoadSample(
            double seconds,
            double requests,
            double responseSeconds,
            List<Station> stations,
            Machine machine,
            double waiting,
            List<ScaleDoubt> blind) {
        this(seconds, requests, responseSeconds, stations, machine, waiting, blind, Map.of());
    }

    /** How many answers there were, and how long they took together. */
    record Answers(double requests, double seconds) {

        static final Answers NONE = new Answers(0, 0);

        Answers since(Answers earlier) {
            return new Answers(requests - earlier.requests, seconds - earlier.seconds);
        }
    }

    /**
     * Something that a request holds for a while.
     *
     * @param servers how many may hold it at once; {@code NaN} where there is no limit
     * @param busySeconds time for which it was held
     * @param waitSeconds time for which it was waited for
     * @param uses how often it was held
     */
    record Station(
            ScaleResource resource, String name, double servers, double busySeconds, double waitSeconds, double uses) {

        boolean is(Station other) {
            return resource == other.resource && name.equals(other.name);
        }

        Station since(Station earlier) {
            return new Station(
                    resource,
                    name,
                    servers,
                    busySeconds - earlier.busySeconds,
                    waitSeconds - earlier.waitSeconds,
                    uses - earlier.uses);
        }
    }

    /**
     * What the processors did; {@code NaN} for what is not seen.
     *
     * @param processors how many the process may use, parts of one included
     * @param ownSeconds processor time of the process
     * @param allSeconds processor time of everything on the machine
     * @param compileSeconds time spent compiling byte code, by all compiler threads together
     * @param pauseSeconds time for which garbage collections stopped everything else
     * @param throttledSeconds time for which the process was kept from running by its quota
     */
    record Machine(
            double processors,
            double ownSeconds,
            double allSeconds,
            double compileSeconds,
            double pauseSeconds,
            double throttledSeconds) {

        Machine since(Machine earlier) {
            return new Machine(
                    processors,
                    ownSeconds - earlier.ownSeconds,
                    allSeconds - earlier.allSeconds,
                    compileSeconds - earlier.compileSeconds,
                    pauseSeconds - earlier.pauseSeconds,
                    throttledSeconds - earlier.throttledSeconds);
        }

        Machine plus(Machine other) {
            return new Machine(
                    Math.min(processors, other.processors),
                    ownSeconds + other.ownSeconds,
                    allSeconds + other.allSeconds,
                    compileSeconds + other.compileSeconds,
                    pauseSeconds + other.pauseSeconds,
                    throttledSeconds + other.throttledSeconds);
        }
    }
}
