package dev.readiness.observability;

import static dev.readiness.observability.SliceTraffic.part;

import dev.readiness.observability.Alert.Trial;
import dev.readiness.observability.SliceTraffic.Part;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Traffic for which the alert about slow answers of a slice must fire, or not; chosen as those of {@link SliceTrials}. */
final class SlowTrials {

    private static final int SHORT = SliceTrials.SHORT;
    private static final int LONG = SliceTrials.LONG;

    private static final List<Map<String, String>> FIRES = List.of(Map.of());
    private static final List<Map<String, String>> SILENT = List.of();

    private final SliceTraffic traffic;
    private final String bound;
    private final Duration step;
    private final BigDecimal threshold;

    SlowTrials(SliceTraffic traffic, String bound, Duration shortWindow, BigDecimal threshold) {
        this.traffic = traffic;
        this.bound = bound;
        this.step = shortWindow.dividedBy(SHORT);
        this.threshold = threshold;
    }

    List<Trial> all() {
        List<Trial> trials = new ArrayList<>(shares());
        trials.addAll(counts());
        if (threshold.compareTo(new BigDecimal("0.4")) < 0) {
            trials.addAll(shapes());
        }
        return trials;
    }

    private List<Trial> shares() {
        BigDecimal much = times("2").min(BigDecimal.ONE);
        return List.of(
                trial(
                        "a little more than allowed, for just the long window",
                        FIRES,
                        part(LONG),
                        part(LONG, times("1.1"))),
                besides(
                        "a little more than allowed, while others are fast",
                        FIRES,
                        part(LONG),
                        part(LONG, times("1.1"))),
                trial("a little less than allowed", SILENT, part(LONG), part(LONG, times("0.9"))),
                trial("slow for a while, and over", SILENT, part(LONG), part(LONG - SHORT - 2, much), part(SHORT + 2)),
                besides(
                        "slow for a while, and now a little less than allowed, while others are fast",
                        SILENT,
                        part(LONG),
                        part(LONG - SHORT - 2, much),
                        part(SHORT + 2, times("0.9"))),
                besides(
                        "slow now, but not in the long run, while others are fast",
                        SILENT,
                        part(LONG),
                        part(LONG - SHORT, times("0.8")),
                        part(SHORT, times("1.5").min(BigDecimal.ONE))),
                trial(
                        "slow within the first part of the short window",
                        FIRES,
                        part(LONG),
                        part(LONG - SHORT / 2 + 1, much),
                        part(SHORT / 2 - 1)),
                trial(
                        "slow within the second half of the long window only",
                        SILENT,
                        part(LONG),
                        part(LONG / 2),
                        part(LONG / 2, times("1.3").min(BigDecimal.ONE))));
    }

    private List<Trial> counts() {
        return List.of(
                new Trial(
                        "hardly any traffic, while others are fast",
                        step,
                        traffic.besidesFast(bound, traffic.slow(bound, "0x120", "0x30 1+1x89")),
                        LONG,
                        SILENT),
                new Trial("a little traffic", step, traffic.slow(bound, "0x120", "0x10 1+1x109"), LONG, FIRES),
                new Trial(
                        "hardly any traffic now, and some before the long window",
                        step,
                        traffic.slow(bound, "0x240", "0+1x60 60x99 61+1x80"),
                        2 * LONG,
                        SILENT),
                new Trial(
                        "a lot of requests at two times",
                        step,
                        traffic.slow(bound, "0x240", "0x150 300x80 600x9"),
                        2 * LONG,
                        FIRES));
    }

    /**
     * Traffic that is not the same all the time, for which another window would give another share. Where nearly all requests
     * must be slow there is no such traffic.
     */
    private List<Trial> shapes() {
        return List.of(
                trial(
                        "much fast traffic just before the short window",
                        FIRES,
                        part(LONG),
                        part(LONG - 2 * SHORT, times("2.2")),
                        new Part(SHORT, times("0.11"), 10),
                        part(SHORT, times("1.1"))),
                trial(
                        "much traffic just before the short window, in which a little less is slow than allowed",
                        SILENT,
                        part(LONG),
                        part(LONG - 2 * SHORT, times("2.2")),
                        new Part(SHORT, threshold, 10),
                        part(SHORT, times("0.9"))),
                trial(
                        "much traffic in the second half of the short window, in which a little less is slow than allowed",
                        SILENT,
                        part(LONG),
                        part(LONG - SHORT, times("1.5")),
                        part(SHORT / 2, times("0.9")),
                        new Part(SHORT / 2, times("0.9"), 3)),
                trial(
                        "much traffic in the second half of the long window, in which less is slow than allowed",
                        SILENT,
                        part(LONG),
                        part(LONG / 2, times("0.5")),
                        new Part(LONG / 2 - SHORT, times("0.8"), 3),
                        new Part(SHORT, times("1.5"), 3)),
                trial(
                        "much traffic before the long window, in which less is slow than allowed",
                        SILENT,
                        new Part(LONG, BigDecimal.ZERO, 3),
                        part(LONG - SHORT, times("0.7")),
                        part(SHORT, times("1.5"))));
    }

    private Trial trial(String name, List<Map<String, String>> fires, Part... parts) {
        return new Trial(name, step, traffic.slow(bound, parts), 2 * LONG, fires);
    }

    private Trial besides(String name, List<Map<String, String>> fires, Part... parts) {
        return new Trial(name, step, traffic.besidesFast(bound, traffic.slow(bound, parts)), 2 * LONG, fires);
    }

    private BigDecimal times(String factor) {
        return threshold.multiply(new BigDecimal(factor));
    }
}
