package dev.readiness.observability;

import dev.readiness.observability.Alert.Guide;
import dev.readiness.observability.Alert.Trial;
import dev.readiness.observability.Alert.Urgency;
import dev.readiness.observability.Exposition.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A rule about one meter, with trials at its very threshold, made of a series that the application really has.
 *
 * <p>Three forms: a value beyond a bound, a value beyond a part of another one with the same labels, and a counter that moved.
 */
final class MeterAlert {

    private static final Duration STEP = Duration.ofMinutes(1);

    /** Values of the other meter where one is compared with a part of another. */
    private static final double WHOLE = 1000;

    private final String application;
    private final Sample sample;
    private final Map<String, String> selector = new TreeMap<>();
    private @Nullable String whole;
    private String operator = ">";
    private double bound;
    private Duration hold = Duration.ZERO;
    private @Nullable Duration window;
    private String function = "increase";

    private MeterAlert(String application, Sample sample) {
        this.application = application;
        this.sample = sample;
        selector.put("job", application);
    }

    /** Begins a rule about {@code meter}, if the application has a series of it with these labels. */
    static Optional<MeterAlert> of(Exposition seen, String application, String meter, String... labels) {
        return seen.series(meter).stream()
                .filter(series -> {
                    boolean matches = true;
                    for (int i = 0; i < labels.length; i += 2) {
                        matches &= series.label(labels[i]).equals(labels[i + 1]);
                    }
                    return matches;
                })
                .findFirst()
                .map(series -> {
                    MeterAlert alert = new MeterAlert(application, series);
                    for (int i = 0; i < labels.length; i += 2) {
                        alert.selector.put(labels[i], labels[i + 1]);
                    }
                    return alert;
                });
    }

    /** Fires while the value is more than {@code bound}, which may be a part of {@code whole}. */
    MeterAlert above(double bound, Duration hold) {
        return beyond(">", bound, hold);
    }

    /** Fires while the value is less than {@code bound}. */
    MeterAlert below(double bound, Duration hold) {
        return beyond("<", bound, hold);
    }

    /** Compares the value with that of {@code meter}, which has the same labels, instead of with a number alone. */
    MeterAlert partOf(String meter) {
        whole = meter;
        return this;
    }

    /** Fires when a counter moved by more than {@code bound} within {@code window}. */
    MeterAlert moved(double bound, Duration window) {
        this.window = window;
        return beyond(">", bound, Duration.ZERO);
    }

    /** Fires when a value changed more than {@code bound} times within {@code window}. */
    MeterAlert changed(double bound, Duration window) {
        function = "changes";
        return moved(bound, window);
    }

    Alert build(String name, Urgency urgency, String summary, Guide guide) {
        return new Alert(name, urgency, query(), hold, Map.of(), summary, window == null ? held() : moved(), guide);
    }

    private MeterAlert beyond(String operator, double bound, Duration hold) {
        this.operator = operator;
        this.bound = bound;
        this.hold = hold;
        return this;
    }

    private String query() {
        String series = PromQl.series(sample.name(), selector);
        String left = series;
        if (window != null) {
            left = "%s(%s[%s])".formatted(function, series, PromQl.time(window));
        } else if (whole != null) {
            left = "%s / %s".formatted(series, PromQl.series(whole, selector));
        }
        return left + " " + operator + " " + PromQl.number(bound);
    }

    private List<Trial> held() {
        double scale = whole == null ? 1 : WHOLE;
        double step = Math.max(Math.abs(bound) * 0.01, 0.001) * (operator.equals(">") ? 1 : -1);
        String beyond = constant((bound + step) * scale);
        // So short that half of the hold is another number of steps.
        Duration every = hold.equals(STEP) ? STEP.dividedBy(2) : STEP;
        int held = (int) hold.dividedBy(every);
        List<Trial> trials = new ArrayList<>();
        trials.add(new Trial("a little beyond", every, series(application, sample.labels(), beyond), held, fired()));
        if (held > 0) {
            trials.add(new Trial(
                    "beyond, but not for long",
                    every,
                    series(application, sample.labels(), beyond),
                    held - 1,
                    List.of()));
        }
        int minutes = (int) hold.toMinutes();
        trials.add(trial(
                "just at the bound",
                series(application, sample.labels(), constant(bound * scale)),
                minutes,
                List.of()));
        trials.add(trial("another application", series("other", sample.labels(), beyond), minutes, List.of()));
        foreign()
                .ifPresent(labels ->
                        trials.add(trial("other labels", series(application, labels, beyond), minutes, List.of())));
        return trials;
    }

    private List<Trial> moved() {
        int minutes = (int) Objects.requireNonNull(window).toMinutes();
        int quiet = 2 * minutes;
        int steps = (int) bound + 1;
        String moves = "7x%d %s".formatted(quiet, steps(steps));
        String after = " %dx%d".formatted(7 + steps, 2 * minutes);
        int moved = quiet + (function.equals("changes") ? steps : 1);
        List<Trial> trials = new ArrayList<>();
        trials.add(trial(
                "it moved, a while ago",
                series(application, sample.labels(), moves + after),
                moved + minutes * 3 / 4,
                fired()));
        trials.add(trial(
                "one step less",
                series(
                        application,
                        sample.labels(),
                        "7x%d %s %dx%d".formatted(quiet, steps(steps - 1), 6 + steps, minutes)),
                moved + 1,
                List.of()));
        trials.add(trial(
                "it moved, before the window",
                series(application, sample.labels(), moves + after),
                moved + minutes + 2,
                List.of()));
        trials.add(trial("another application", series("other", sample.labels(), moves + after), moved + 1, List.of()));
        trials.add(
                function.equals("changes")
                        ? trial(
                                "it changed once, by much",
                                series(application, sample.labels(), "7x%d 1000x%d".formatted(quiet, minutes)),
                                moved + 1,
                                List.of())
                        : trial(
                                "it began anew with the process",
                                series(application, sample.labels(), "7x%d 0x%d".formatted(quiet, minutes)),
                                moved + 1,
                                List.of()));
        foreign()
                .ifPresent(labels -> trials.add(
                        trial("other labels", series(application, labels, moves + after), moved + 1, List.of())));
        return trials;
    }

    /** Returns the values that follow 7: one after the other where changes are counted, else all at once. */
    private String steps(int count) {
        return function.equals("changes")
                ? IntStream.rangeClosed(8, 7 + count)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(" "))
                : Integer.toString(7 + count);
    }

    private static String constant(double value) {
        return PromQl.number(Math.round(value * 1e6) / 1e6) + "x120";
    }

    /** Returns labels that the rule does not ask for, if it asks for any beyond the application. */
    private Optional<Map<String, String>> foreign() {
        if (selector.size() == 1) {
            return Optional.empty();
        }
        Map<String, String> labels = new TreeMap<>(sample.labels());
        selector.keySet().stream().filter(name -> !name.equals("job")).forEach(name -> labels.put(name, "other"));
        return Optional.of(labels);
    }

    private Map<String, String> series(String job, Map<String, String> labels, String values) {
        Map<String, String> all = new TreeMap<>(labels);
        all.put("job", job);
        all.put("instance", "one:8080");
        Map<String, String> series = new TreeMap<>();
        series.put(PromQl.series(sample.name(), all), values);
        if (whole != null) {
            series.put(PromQl.series(whole, all), PromQl.number(WHOLE) + "x120");
        }
        return series;
    }

    private List<Map<String, String>> fired() {
        Map<String, String> labels = new TreeMap<>(sample.labels());
        labels.put("job", application);
        labels.put("instance", "one:8080");
        return List.of(labels);
    }

    private static Trial trial(String name, Map<String, String> series, int at, List<Map<String, String>> fires) {
        return new Trial(name, STEP, series, at, fires);
    }
}
