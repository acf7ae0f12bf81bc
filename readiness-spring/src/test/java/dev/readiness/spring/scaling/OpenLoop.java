package dev.readiness.spring.scaling;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Requests that come at random, however long the answers take, as those of many people do. */
final class OpenLoop {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpRequest request;
    private final Map<Integer, ConcurrentLinkedQueue<Double>> times = new ConcurrentHashMap<>();

    OpenLoop(URI uri) {
        this.request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1)).build();
    }

    /**
     * What came back until a second after the last request, by status; 0 is a failure.
     *
     * @param times seconds from the moment at which a request was due
     * @param sent how many requests there were
     */
    record Seen(Map<Integer, List<Double>> times, int sent) {

        int count(int status) {
            return times.getOrDefault(status, List.of()).size();
        }

        int waiting() {
            return sent - times.values().stream().mapToInt(List::size).sum();
        }

        double percentile(int status, double share) {
            List<Double> sorted =
                    times.getOrDefault(status, List.of()).stream().sorted().toList();
            return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share));
        }
    }

    /** Sends {@code rate} requests a second, and returns what came back of those after the first {@code leaveOut} seconds. */
    Seen run(double rate, double leaveOut, double seconds) {
        long start = System.nanoTime();
        long from = start + nanos(leaveOut);
        long end = from + nanos(seconds);
        times.clear();
        int sent = 0;
        for (long due = start; due < end; due += nanos(gap(rate))) {
            while (due > System.nanoTime()) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            send(due, due >= from);
            sent += due >= from ? 1 : 0;
        }
        while (System.nanoTime() < end + nanos(1)) {
            LockSupport.parkNanos(100_000_000);
        }
        Map<Integer, List<Double>> seen = new java.util.TreeMap<>();
        times.forEach((status, all) -> seen.put(status, List.copyOf(all)));
        return new Seen(seen, sent);
    }

    private void send(long due, boolean counts) {
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((answer, failure) -> {
            if (counts) {
                times.computeIfAbsent(answer == null ? 0 : answer.statusCode(), any -> new ConcurrentLinkedQueue<>())
                        .add((System.nanoTime() - due) / 1e9);
            }
        });
    }

    private static double gap(double rate) {
        return -Math.log(1 - ThreadLocalRandom.current().nextDouble()) / rate;
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }
}
