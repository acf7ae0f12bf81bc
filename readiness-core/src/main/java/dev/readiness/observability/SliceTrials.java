package dev.readiness.observability;

import dev.readiness.observability.Alert.Trial;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Traffic for which the alerts of a slice must fire, or not.
 *
 * <p>Chosen so that each part of a rule is needed by one of them: a window of twice or half the length, a threshold that is a
 * little higher or lower, a part that is missing or a label that is not asked for gives another outcome.
 */
final class SliceTrials {

    /** Requests from one value of a series to the next. */
    private static final BigDecimal REQUESTS = BigDecimal.valueOf(10_000);

    /** Values within the short window; twelve times as many are within the long one. */
    private static final int SHORT = 10;

    private static final int LONG = 12 * SHORT;

    private static final BigDecimal MORE = new BigDecimal("1.1");
    private static final BigDecimal LESS = new BigDecimal("0.9");

    private static final String FAILED = "SERVER_ERROR";

    private static final List<Map<String, String>> FIRES = List.of(Map.of());
    private static final List<Map<String, String>> SILENT = List.of();

    private final String job;
    private final String slice;

    SliceTrials(String job, String slice) {
        this.job = job;
        this.slice = slice;
    }

    List<Trial> burn(Duration shortWindow, BigDecimal threshold) {
        Duration step = shortWindow.dividedBy(SHORT);
        BigDecimal more = threshold.multiply(MORE);
        BigDecimal much = times(threshold, "1.5").min(BigDecimal.ONE);
        List<Trial> trials = new ArrayList<>();
        trials.add(failing("a little more than allowed, for just the long window", step, FIRES, more));
        // What others do must count for no part of either share.
        trials.add(besides(
                "fails, while others serve a lot", step, "SUCCESS", FIRES, traffic(part(LONG), part(LONG, more))));
        trials.add(besides(
                "failed too often, and now a little less than allowed, while others fail",
                step,
                FAILED,
                SILENT,
                traffic(part(LONG), part(LONG - SHORT - 2, much), part(SHORT + 2, threshold.multiply(LESS)))));
        trials.add(besides(
                "fails too often now, but not in the long run, while others fail",
                step,
                FAILED,
                SILENT,
                traffic(part(LONG), part(LONG - SHORT, times(threshold, "0.84")), part(SHORT, much))));
        trials.add(trial(
                "a burst that is over",
                step,
                traffic(part(LONG), part(LONG - SHORT - 2, much), part(SHORT + 2)),
                2 * LONG,
                SILENT));
        trials.add(trial(
                "failures within the second half of the long window only",
                step,
                traffic(
                        part(LONG),
                        part(LONG / 2),
                        part(LONG / 2, times(threshold, "1.3").min(BigDecimal.ONE))),
                2 * LONG,
                SILENT));
        trials.add(trial(
                "little traffic, half of whose failures are in the first half of the long window",
                step,
                series(Map.of("SUCCESS", "0x" + 2 * LONG, FAILED, "0x129 7x101 8+1x6 14x5")),
                2 * LONG,
                FIRES));
        if (threshold.compareTo(new BigDecimal("0.4")) < 0) {
            trials.addAll(shapes(step, threshold));
        }
        trials.add(refusals(step));
        return trials;
    }

    /**
     * Traffic that is not the same all the time, for which another window would give another share. Where nearly all requests
     * must fail there is no such traffic.
     */
    private List<Trial> shapes(Duration step, BigDecimal threshold) {
        return List.of(
                trial(
                        "failures within the first part of the short window",
                        step,
                        traffic(
                                part(LONG),
                                part(LONG - SHORT / 2 - 1, times(threshold, "3").min(BigDecimal.ONE)),
                                part(SHORT / 2 + 1)),
                        2 * LONG,
                        FIRES),
                trial(
                        "much traffic just before the short window",
                        step,
                        traffic(
                                part(LONG),
                                part(LONG - 2 * SHORT, times(threshold, "2.2")),
                                new Part(SHORT, times(threshold, "0.11"), 10),
                                part(SHORT, threshold.multiply(MORE))),
                        2 * LONG,
                        FIRES),
                trial(
                        "much traffic in the second half of the short window",
                        step,
                        traffic(
                                part(LONG),
                                part(LONG - SHORT / 2, times(threshold, "2.4")),
                                new Part(SHORT / 2, times(threshold, "0.8"), 3)),
                        2 * LONG,
                        FIRES),
                trial(
                        "much traffic before the long window",
                        step,
                        traffic(new Part(LONG, BigDecimal.ZERO, 3), part(LONG, times(threshold, "1.2"))),
                        2 * LONG,
                        FIRES),
                trial(
                        "much traffic in the second half of the long window",
                        step,
                        traffic(
                                part(LONG),
                                part(LONG / 2, times(threshold, "2.4")),
                                new Part(LONG / 2 - SHORT, times(threshold, "0.8"), 3),
                                part(SHORT, times(threshold, "2.4"))),
                        2 * LONG,
                        FIRES),
                besides(
                        "little traffic, half of whose failures were before the long window, while others fail",
                        step,
                        FAILED,
                        SILENT,
                        series(Map.of("SUCCESS", "0x231 1+1x7 8x5", FAILED, "0x99 8x131 9+1x7 16x5"))));
    }

    List<Trial> broken(Duration window) {
        Duration step = window.dividedBy(LONG);
        return few(
                step,
                counted("three of four failed", step, "0x90 1+0x28", "0x90 1 2 3+0x26", LONG - 1, FIRES),
                counted("three of six failed", step, "0x90 1 2 3+0x26", "0x90 1 2 3+0x26", LONG - 1, SILENT));
    }

    List<Trial> failures(Duration window, BigDecimal threshold) {
        Duration step = window.dividedBy(LONG);
        return few(
                step,
                failing("a little more than allowed, for just the window", step, FIRES, threshold.multiply(MORE)),
                failing("a little less than allowed", step, SILENT, threshold.multiply(LESS)));
    }

    /** Returns the trials, and those of rules that are for few requests. */
    private List<Trial> few(Duration step, Trial... own) {
        List<Trial> trials = new ArrayList<>(List.of(own));
        trials.add(counted("two failed", step, "0x120", "0x90 1 2+0x28", LONG, SILENT));
        trials.add(counted(
                "three failed, more than half of the window ago", step, "0x240", "0x150 1 2 3+0x88", 240, FIRES));
        trials.add(counted("three failed, before the window", step, "0x240", "0x90 1 2 3+0x148", 240, SILENT));
        trials.add(refusals(step));
        trials.add(others(step));
        return trials;
    }

    List<Trial> unseen() {
        Duration step = Duration.ofMinutes(1);
        return List.of(
                trial("no series", step, Map.of("up" + label(job), "1x12"), 10, labelled()),
                trial("no series, but not for long", step, Map.of("up" + label(job), "1x12"), 9, SILENT),
                trial("a series of another slice", step, series("other", Map.of("SUCCESS", "0x12")), 10, labelled()),
                trial("a series without a request", step, series(Map.of("SUCCESS", "0x12")), 12, SILENT));
    }

    List<Trial> slow(String bound, Duration shortWindow, BigDecimal threshold) {
        Duration step = shortWindow.dividedBy(SHORT);
        BigDecimal much = threshold.multiply(BigDecimal.valueOf(2)).min(BigDecimal.ONE);
        BigDecimal half = threshold.multiply(new BigDecimal("1.3")).min(BigDecimal.ONE);
        return List.of(
                slow(
                        "a little more than allowed, for just the long window",
                        step,
                        bound,
                        FIRES,
                        part(LONG),
                        part(LONG, threshold.multiply(MORE))),
                slow(
                        "a little less than allowed",
                        step,
                        bound,
                        SILENT,
                        part(LONG),
                        part(LONG, threshold.multiply(LESS))),
                slow(
                        "slow for a while, and over",
                        step,
                        bound,
                        SILENT,
                        part(LONG),
                        part(LONG - SHORT - 2, much),
                        part(SHORT + 2)),
                slow(
                        "slow within the first part of the short window",
                        step,
                        bound,
                        FIRES,
                        part(LONG),
                        part(LONG - SHORT / 2 + 1, much),
                        part(SHORT / 2 - 1)),
                slow(
                        "slow within the second half of the long window only",
                        step,
                        bound,
                        SILENT,
                        part(LONG),
                        part(LONG / 2),
                        part(LONG / 2, half)),
                trial("hardly any traffic", step, slowSeries(bound, "0x120", "0x30 1+1x89"), LONG, SILENT),
                trial("a little traffic", step, slowSeries(bound, "0x120", "0x10 1+1x109"), LONG, FIRES));
    }

    /** Some requests; a part of them fails, or is slow. */
    private record Part(int steps, BigDecimal share, int volume) {}

    private static Part part(int steps) {
        return new Part(steps, BigDecimal.ZERO, 1);
    }

    private static Part part(int steps, BigDecimal share) {
        return new Part(steps, share, 1);
    }

    private Trial failing(String name, Duration step, List<Map<String, String>> fires, BigDecimal share) {
        return trial(name, step, traffic(part(LONG), part(LONG, share)), 2 * LONG, fires);
    }

    private Trial slow(String name, Duration step, String bound, List<Map<String, String>> fires, Part... parts) {
        return trial(name, step, slowSeries(bound, values(false, parts), values(null, parts)), 2 * LONG, fires);
    }

    private Trial counted(
            String name, Duration step, String good, String failed, int at, List<Map<String, String>> fires) {
        return trial(name, step, series(Map.of("SUCCESS", good, "SERVER_ERROR", failed)), at, fires);
    }

    private Trial refusals(Duration step) {
        return trial(
                "everything is refused",
                step,
                series(Map.of("CLIENT_ERROR", "0+100x120", "SERVER_ERROR", "0x120")),
                LONG,
                SILENT);
    }

    private Trial others(Duration step) {
        Map<String, String> series = new TreeMap<>(series("other", Map.of("SERVER_ERROR", "0+100x120")));
        series.putAll(series(Map.of("SUCCESS", "0+1x120", "SERVER_ERROR", "0x120")));
        series.put(
                PromQl.series(SliceAlerts.REQUESTS, Map.of("job", "other", "slice", slice, "outcome", "SERVER_ERROR")),
                "0+100x120");
        return trial("another slice fails, and another application", step, series, LONG, SILENT);
    }

    /** A trial during which another slice, and the same slice of another application, have a lot of one outcome. */
    private Trial besides(
            String name, Duration step, String outcome, List<Map<String, String>> fires, Map<String, String> own) {
        Map<String, String> series = new TreeMap<>(own);
        series.putAll(series("other", Map.of(outcome, "0+1000000x240")));
        series.put(
                PromQl.series(SliceAlerts.REQUESTS, Map.of("job", "other", "slice", slice, "outcome", outcome)),
                "0+1000000x240");
        return trial(name, step, series, 2 * LONG, fires);
    }

    private static BigDecimal times(BigDecimal threshold, String factor) {
        return threshold.multiply(new BigDecimal(factor));
    }

    private Map<String, String> traffic(Part... parts) {
        return series(Map.of("SUCCESS", values(false, parts), "SERVER_ERROR", values(true, parts)));
    }

    /** Returns the values of a counter of what failed, of what did not, or with null of everything. */
    private static String values(@org.jspecify.annotations.Nullable Boolean failed, Part... parts) {
        StringBuilder values = new StringBuilder();
        BigDecimal from = BigDecimal.ZERO;
        for (Part part : parts) {
            BigDecimal share =
                    failed == null ? BigDecimal.ONE : failed ? part.share() : BigDecimal.ONE.subtract(part.share());
            BigDecimal each = REQUESTS.multiply(BigDecimal.valueOf(part.volume()))
                    .multiply(share, MathContext.DECIMAL64)
                    .stripTrailingZeros();
            values.append(values.isEmpty() ? "" : " ")
                    .append(from.toPlainString())
                    .append('+')
                    .append(each.toPlainString())
                    .append('x')
                    .append(part.steps() - 1);
            from = from.add(each.multiply(BigDecimal.valueOf(part.steps())));
        }
        return values.append(' ').append(from.toPlainString()).toString();
    }

    private Map<String, String> series(Map<String, String> byOutcome) {
        return series(slice, byOutcome);
    }

    private Map<String, String> series(String slice, Map<String, String> byOutcome) {
        Map<String, String> series = new TreeMap<>();
        byOutcome.forEach((outcome, values) -> series.put(
                PromQl.series(
                        SliceAlerts.REQUESTS,
                        Map.of("job", job, "instance", "one:8080", "slice", slice, "outcome", outcome)),
                values));
        return series;
    }

    private Map<String, String> slowSeries(String bound, String fast, String all) {
        Map<String, String> labels = Map.of("job", job, "instance", "one:8080", "slice", slice, "outcome", "SUCCESS");
        Map<String, String> bucket = new TreeMap<>(labels);
        bucket.put("le", bound);
        return Map.of(
                PromQl.series(SliceAlerts.BUCKETS, bucket), fast, PromQl.series(SliceAlerts.REQUESTS, labels), all);
    }

    private List<Map<String, String>> labelled() {
        return List.of(Map.of("job", job, "slice", slice));
    }

    private static String label(String job) {
        return "{job=" + PromQl.quoted(job) + "}";
    }

    private static Trial trial(
            String name, Duration step, Map<String, String> series, int at, List<Map<String, String>> fires) {
        return new Trial(name, step, series, at, fires);
    }
}
