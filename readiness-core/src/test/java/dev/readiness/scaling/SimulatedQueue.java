package dev.readiness.scaling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/** Requests that arrive at random and wait for one of a few workers, in time that is only counted. */
final class SimulatedQueue {

    private final LoadShedder shedder;
    private final int workers;
    private final Function<SplittableRandom, Work> work;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Deque<Request> waiting = new ArrayDeque<>();
    private final List<Double> times = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(11);
    private long now;
    private int busy;
    private long number;
    private long measuredFrom;
    private long refused;

    SimulatedQueue(LoadSheddingSettings settings, int workers, Function<SplittableRandom, Work> work) {
        this.shedder = LoadShedder.of(settings, List.of(), () -> now);
        this.workers = workers;
        this.work = work;
    }

    /** What a request needs: seconds without waiting for anybody, and seconds of a worker. */
    record Work(double alone, double ofWorker) {}

    private record Request(long arrived, Work work, Admission admission) {}

    private record Event(long at, long number, Runnable what) implements Comparable<Event> {

        @Override
        public int compareTo(Event other) {
            int earlier = Long.compare(at, other.at);
            return earlier != 0 ? earlier : Long.compare(number, other.number);
        }
    }

    /** What was seen: of the answers the 99th percentile in seconds and their number a second, and the share refused. */
    record Seen(double slow, double throughput, double refused, int limit) {}

    static double exponential(SplittableRandom random, double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    /** Goes on for some seconds with so many requests a second, and looks at the last half of them. */
    Seen run(double seconds, DoubleUnaryOperator arrivals) {
        long end = now + nanos(seconds);
        measuredFrom = now + nanos(seconds / 2);
        times.clear();
        refused = 0;
        arriveUntil(end, arrivals);
        while (!events.isEmpty() && events.element().at() <= end) {
            Event next = events.remove();
            now = next.at();
            next.what().run();
        }
        now = end;
        times.sort(null);
        return new Seen(
                times.isEmpty() ? 0 : times.get((int) (times.size() * 0.99)),
                times.size() / (seconds / 2),
                (double) refused / (refused + times.size()),
                shedder.state(LoadShedder.REST).limit());
    }

    private void arriveUntil(long end, DoubleUnaryOperator arrivals) {
        after(exponential(random, 1 / arrivals.applyAsDouble(now / 1e9)), () -> {
            if (now < end) {
                arrive();
                arriveUntil(end, arrivals);
            }
        });
    }

    private void arrive() {
        Work needed = work.apply(random);
        Optional<Admission> admission = shedder.admit(LoadShedder.REST);
        if (admission.isEmpty()) {
            refused += now >= measuredFrom ? 1 : 0;
            return;
        }
        Request request = new Request(now, needed, admission.get());
        after(needed.alone(), () -> queue(request));
    }

    private void queue(Request request) {
        if (request.work().ofWorker() == 0) {
            finish(request);
        } else if (busy < workers) {
            busy++;
            serve(request);
        } else {
            waiting.add(request);
        }
    }

    private void serve(Request request) {
        after(request.work().ofWorker(), () -> {
            finish(request);
            if (waiting.isEmpty()) {
                busy--;
            } else {
                serve(waiting.remove());
            }
        });
    }

    private void finish(Request request) {
        request.admission().close();
        if (request.arrived() >= measuredFrom) {
            times.add((now - request.arrived()) / 1e9);
        }
    }

    private void after(double seconds, Runnable what) {
        events.add(new Event(now + nanos(seconds), number++, what));
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }
}
