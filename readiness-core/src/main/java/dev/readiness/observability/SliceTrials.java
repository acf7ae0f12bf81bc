package dev.readiness.observability;

import static dev.readiness.observability.SliceTraffic.part;

import dev.readiness.observability.Alert.Trial;
import dev.readiness.observability.SliceTraffic.Part;
import java.math.BigDecimal;
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

    /** Values within the short window; twelve times as many are within the long one. */
    static final int SHORT = 10;

    static final int LONG = 12 * SHORT;

    private static final BigDecimal MORE = new BigDecimal("1.1");
    private static final BigDecimal LESS = new BigDecimal("0.9");

    private static final String FAILED = "SERVER_ERROR";

    private static final List<Map<String, String>> FIRES = List.of(Map.of());
    private static final List<Map<String, String>> SILENT = List.of();

    private final String job;
    private final String slice;
    private final SliceTraffic traffic;

    SliceTrials(String job, String slice) {
        this.job = job;
        this.slice = slice;
        this.traffic = new SliceTraffic(job, slice);
    }

    List<Trial> burn(Duration shortWindow, BigDecimal threshold) {
        Duration step = shortWindow.dividedBy(SHORT);
        BigDecimal more = threshold.multiply(MORE);
        BigDecimal much = times(threshold, "1.5").min(BigDecimal.ONE);
        List<Trial> trials = new ArrayList<>();
        trials.add(failing("a little more than allowed, for just the long window", step, FIRES, more));
        // What others do must count for no part of either share.
        trials.add(besides(
                "fails, while others serve a lot",
                step,
                "SUCCESS",
                FIRES,
                traffic.failing(part(LONG), part(LONG, more))));
        trials.add(besides(
                "failed too often, and now a little less than allowed, while others fail",
                step,
                FAILED,
                SILENT,
                traffic.failing(part(LONG), part(LONG - SHORT - 2, much), part(SHORT + 2, threshold.multiply(LESS)))));
        trials.add(besides(
                "fails too often now, but not in the long run, while others fail",
                step,
                FAILED,
                SILENT,
                traffic.failing(part(LONG), part(LONG - SHORT, times(threshold, "0.84")), part(SHORT, much))));
        trials.add(trial(
                "a burst that is over",
                step,
                traffic.failing(part(LONG), part(LONG - SHORT - 2, much), part(SHORT + 2)),
                2 * LONG,
                SILENT));
        trials.add(trial(
                "failures within the second half of the long window only",
                step,
                traffic.failing(
                        part(LONG),
                        part(LONG / 2),
                        part(LONG / 2, times(threshold, "1.3").min(BigDecimal.ONE))),
                2 * LONG,
                SILENT));
        trials.add(trial(
                "little traffic, half of whose failures are in the first half of the long window",
                step,
                traffic.of(Map.of("SUCCESS", "0x" + 2 * LONG, FAILED, "0x129 7x101 8+1x6 14x5")),
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
                        traffic.failing(
                                part(LONG),
                                part(LONG - SHORT / 2 - 1, times(threshold, "3").min(BigDecimal.ONE)),
                                part(SHORT / 2 + 1)),
                        2 * LONG,
                        FIRES),
                trial(
                        "much traffic just before the short window",
                        step,
                        traffic.failing(
                                part(LONG),
                                part(LONG - 2 * SHORT, times(threshold, "2.2")),
                                new Part(SHORT, times(threshold, "0.11"), 10),
                                part(SHORT, threshold.multiply(MORE))),
                        2 * LONG,
                        FIRES),
                trial(
                        "much traffic in the second half of the short window",
                        step,
                        traffic.failing(
                                part(LONG),
                                part(LONG - SHORT / 2, times(threshold, "2.4")),
                                new Part(SHORT / 2, times(threshold, "0.8"), 3)),
                        2 * LONG,
                        FIRES),
                trial(
                        "much traffic before the long window",
                        step,
                        traffic.failing(new Part(LONG, BigDecimal.ZERO, 3), part(LONG, times(threshold, "1.2"))),
                        2 * LONG,
                        FIRES),
                trial(
                        "much traffic in the second half of the long window",
                        step,
                        traffic.failing(
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
                        traffic.of(Map.of("SUCCESS", "0x231 1+1x7 8x5", FAILED, "0x99 8x131 9+1x7 16x5"))));
    }

    List<Trial> broken(Duration window) {
        Duration step = window.dividedBy(LONG);
        return few(
                step,
                counted("three of four failed", step, "0x90 1+0x28", "0x90 1 2 3+0x26", LONG - 1, FIRES),
                counted("three of six failed", step, "0x90 1 2 3+0x26", "0x90 1 2 3+0x26", LONG - 1, SILENT),
                besides(
                        "three of four failed, while others serve a lot",
                        step,
                        "SUCCESS",
                        FIRES,
                        outcomes("0x210 1+0x29", "0x210 1 2 3+0x27")),
                besides(
                        "three of six failed, while others fail",
                        step,
                        FAILED,
                        SILENT,
                        outcomes("0x210 1 2 3+0x27", "0x210 1 2 3+0x27")));
    }

    List<Trial> failures(Duration window, BigDecimal threshold) {
        Duration step = window.dividedBy(LONG);
        BigDecimal more = threshold.multiply(MORE);
        BigDecimal less = threshold.multiply(LESS);
        List<Trial> trials = few(
                step,
                failing("a little more than allowed, for just the window", step, FIRES, more),
                failing("a little less than allowed", step, SILENT, less),
                besides(
                        "a little more than allowed, while others serve a lot",
                        step,
                        "SUCCESS",
                        FIRES,
                        traffic.failing(part(LONG), part(LONG, more))),
                besides(
                        "a little less than allowed, while others fail",
                        step,
                        FAILED,
                        SILENT,
                        traffic.failing(part(LONG), part(LONG, less))));
        if (threshold.compareTo(new BigDecimal("0.4")) < 0) {
            BigDecimal above = times(threshold, "1.2");
            trials.add(trial(
                    "much traffic in the second half of the window",
                    step,
                    traffic.failing(part(LONG), part(LONG / 2, above), new Part(LONG / 2, above, 3)),
                    2 * LONG,
                    FIRES));
            trials.add(trial(
                    "much traffic before the window",
                    step,
                    traffic.failing(new Part(LONG, BigDecimal.ZERO, 3), part(LONG, above)),
                    2 * LONG,
                    FIRES));
        }
        return trials;
    }

    /** Returns the trials, and those of rules that are for few requests. */
    private List<Trial> few(Duration step, Trial... own) {
        List<Trial> trials = new ArrayList<>(List.of(own));
        trials.add(counted("two failed", step, "0x120", "0x90 1 2+0x28", LONG, SILENT));
        trials.add(counted(
                "three failed, more than half of the window ago", step, "0x240", "0x150 1 2 3+0x88", 240, FIRES));
        trials.add(counted("three failed at once", step, "0x240", "0x150 3x89", 240, FIRES));
        trials.add(counted(
                "two failed, and three before the window", step, "0x240", "0x60 1 2 3+0x96 4 5+0x79", 240, SILENT));
        trials.add(besides(
                "two of three failed, while others fail",
                step,
                FAILED,
                SILENT,
                outcomes("0x210 1+0x29", "0x210 1 2+0x28")));
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
                trial(
                        "a series of another slice",
                        step,
                        traffic.of("other", Map.of("SUCCESS", "0x12")),
                        10,
                        labelled()),
                trial("a series without a request", step, traffic.of(Map.of("SUCCESS", "0x12")), 12, SILENT));
    }

    List<Trial> slow(String bound, Duration shortWindow, BigDecimal threshold) {
        return new SlowTrials(traffic, bound, shortWindow, threshold).all();
    }

    private Trial failing(String name, Duration step, List<Map<String, String>> fires, BigDecimal share) {
        return trial(name, step, traffic.failing(part(LONG), part(LONG, share)), 2 * LONG, fires);
    }

    private Trial counted(
            String name, Duration step, String good, String failed, int at, List<Map<String, String>> fires) {
        return trial(name, step, outcomes(good, failed), at, fires);
    }

    private Map<String, String> outcomes(String good, String failed) {
        return traffic.of(Map.of("SUCCESS", good, FAILED, failed));
    }

    private Trial refusals(Duration step) {
        return trial(
                "everything is refused",
                step,
                traffic.of(Map.of("CLIENT_ERROR", "0+100x120", "SERVER_ERROR", "0x120")),
                LONG,
                SILENT);
    }

    private Trial others(Duration step) {
        Map<String, String> series = new TreeMap<>(traffic.of("other", Map.of("SERVER_ERROR", "0+100x120")));
        series.putAll(traffic.of(Map.of("SUCCESS", "0+1x120", "SERVER_ERROR", "0x120")));
        series.put(
                PromQl.series(SliceAlerts.REQUESTS, Map.of("job", "other", "slice", slice, "outcome", "SERVER_ERROR")),
                "0+100x120");
        return trial("another slice fails, and another application", step, series, LONG, SILENT);
    }

    /** A trial during which another slice, and the same slice of another application, have a lot of one outcome. */
    private Trial besides(
            String name, Duration step, String outcome, List<Map<String, String>> fires, Map<String, String> own) {
        return trial(name, step, traffic.besides(outcome, own), 2 * LONG, fires);
    }

    private static BigDecimal times(BigDecimal threshold, String factor) {
        return threshold.multiply(new BigDecimal(factor));
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
