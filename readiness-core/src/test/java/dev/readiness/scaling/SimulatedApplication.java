package dev.readiness.scaling;

import dev.readiness.scaling.LoadSample.Machine;
import dev.readiness.scaling.LoadSample.Station;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A closed queueing network whose bottleneck is known, simulated event by event: users who think, threads that are held
 * while the request goes through the processor, a connection pool, a lock in the database, a called service and a lock in
 * the application.
 */
final class SimulatedApplication {

    /** Mean seconds that a request needs of each; 0 for not at all. */
    record Demands(
            int threads, double processor, int pool, double connection, double rowLock, double call, double ownLock) {}

    private static final int PROCESSORS = 2;

    private final Demands demands;
    private final double think;
    private final SplittableRandom random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Queue threads;
    private final Queue processors = new Queue(PROCESSORS);
    private final Queue pool;
    private final Queue rowLock = new Queue(1);
    private final Queue ownLock = new Queue(1);
    private double now;
    private long order;
    private int users;
    private double requests;
    private double responseSeconds;
    private double processorSeconds;
    private double heldSeconds;
    private double poolWaitSeconds;
    private double callSeconds;

    SimulatedApplication(Demands demands, double think, long seed) {
        this.demands = demands;
        this.think = think;
        this.random = new SplittableRandom(seed);
        this.threads = new Queue(demands.threads());
        this.pool = new Queue(demands.pool());
    }

    /** Lets so many users work until each window has passed, and returns the samples at their ends. */
    List<LoadSample> run(int withUsers, int windows, double seconds) {
        for (; users < withUsers; users++) {
            think();
        }
        List<LoadSample> samples = new ArrayList<>(List.of(sample()));
        for (int i = 0; i < windows; i++) {
            double end = now + seconds;
            while (!events.isEmpty() && events.peek().at() <= end) {
                Event next = events.poll();
                now = next.at();
                next.action().run();
            }
            now = end;
            samples.add(sample());
        }
        return samples;
    }

    private void think() {
        after(exponential(think), () -> threads.acquire(this::work));
    }

    private void work() {
        double start = now;
        use(
                processors,
                demands.processor(),
                spent -> processorSeconds += spent,
                () -> query(() -> delay(
                        demands.call(),
                        spent -> callSeconds += spent,
                        () -> use(ownLock, demands.ownLock(), spent -> {}, () -> {
                            requests++;
                            responseSeconds += now - start;
                            threads.release();
                            think();
                        }))));
    }

    private void query(Runnable then) {
        if (demands.connection() == 0 && demands.rowLock() == 0) {
            then.run();
            return;
        }
        double asked = now;
        pool.acquire(() -> {
            double held = now;
            poolWaitSeconds += now - asked;
            delay(
                    demands.connection(),
                    spent -> {},
                    () -> use(rowLock, demands.rowLock(), spent -> {}, () -> {
                        heldSeconds += now - held;
                        pool.release();
                        then.run();
                    }));
        });
    }

    private void use(Queue queue, double mean, Spent spent, Runnable then) {
        if (mean == 0) {
            then.run();
            return;
        }
        queue.acquire(() -> delay(mean, spent, () -> {
            queue.release();
            then.run();
        }));
    }

    private void delay(double mean, Spent spent, Runnable then) {
        double seconds = mean == 0 ? 0 : exponential(mean);
        after(seconds, () -> {
            spent.add(seconds);
            then.run();
        });
    }

    private double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    private void after(double seconds, Runnable action) {
        events.add(new Event(now + seconds, order++, action));
    }

    private LoadSample sample() {
        return new LoadSample(
                now,
                requests,
                responseSeconds,
                List.of(
                        new Station(
                                ScaleResource.CONNECTION_POOL,
                                "p",
                                demands.pool(),
                                heldSeconds,
                                poolWaitSeconds,
                                requests),
                        new Station(ScaleResource.SERVER_THREADS, "", demands.threads(), Double.NaN, 0, 0),
                        new Station(ScaleResource.CALLED_SERVICE, "", Double.NaN, callSeconds, 0, requests)),
                new Machine(PROCESSORS, processorSeconds, processorSeconds, 0, 0, Double.NaN),
                threads.waiting.size(),
                List.of());
    }

    private interface Spent {
        void add(double seconds);
    }

    private record Event(double at, long order, Runnable action) implements Comparable<Event> {

        @Override
        public int compareTo(Event other) {
            int byTime = Double.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private static final class Queue {

        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private int free;

        Queue(int servers) {
            this.free = servers;
        }

        void acquire(Runnable then) {
            if (free > 0) {
                free--;
                then.run();
            } else {
                waiting.add(then);
            }
        }

        void release() {
            Runnable next = waiting.poll();
            if (next == null) {
                free++;
            } else {
                next.run();
            }
        }
    }
}
