package dev.readiness.observability;

import dev.readiness.observability.Alert.Guide;
import dev.readiness.observability.Alert.Urgency;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the users of one slice are served.
 *
 * <p>Burn rates over two windows each, as in chapter 5 of Google's Site Reliability Workbook. They are silent below a handful
 * of failures, so that one error at night pages nobody; what has little traffic is watched by counts instead, and the absence
 * of its series, which would read as perfect, by a rule of its own.
 */
final class SliceAlerts {

    static final String UNOWNED = "unowned";

    /** By slice and outcome only, so that each series can be there, at zero, before the first request. */
    static final String REQUESTS = "readiness_observability_requests_seconds_count";

    static final String BUCKETS = "readiness_observability_requests_seconds_bucket";

    private static final String FAILED = "SERVER_ERROR";

    private static final List<Burn> BURNS = List.of(
            new Burn("SliceErrorsBurnFast", Urgency.PAGE, SliceObjective.QUICKEST, Duration.ofMinutes(5)),
            new Burn("SliceErrorsBurnSlow", Urgency.PAGE, BigDecimal.valueOf(6), Duration.ofMinutes(30)),
            new Burn("SliceErrorsLeakFast", Urgency.TICKET, BigDecimal.valueOf(3), Duration.ofHours(2)),
            new Burn("SliceErrorsLeakSlow", Urgency.TICKET, BigDecimal.ONE, Duration.ofHours(6)));

    /** One pair of windows; the long one is twelve times the short one. */
    private record Burn(String name, Urgency urgency, BigDecimal factor, Duration shortWindow) {

        Duration longWindow() {
            return shortWindow.multipliedBy(12);
        }
    }

    private final Exposition seen;
    private final OperationsFacts facts;
    private final String slice;
    private final Map<String, String> selector;

    SliceAlerts(Exposition seen, OperationsFacts facts, String slice) {
        this.seen = seen;
        this.facts = facts;
        this.slice = slice;
        this.selector = Map.of("job", facts.application(), "slice", slice);
    }

    List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        BURNS.forEach(burn -> alerts.add(burn(burn)));
        alerts.add(broken());
        alerts.add(failures());
        alerts.add(unseen());
        slow().ifPresent(alerts::add);
        return alerts;
    }

    /** Returns the bound of the histogram that is the slice's promised latency, if there is one. */
    Optional<String> bound() {
        Duration latency = facts.objective(slice).latency();
        return latency == null
                ? Optional.empty()
                : seen.series(BUCKETS).stream()
                        .filter(sample -> sample.label("slice").equals(slice))
                        .map(sample -> sample.label("le"))
                        .filter(bound -> !bound.startsWith("+")
                                && new BigDecimal(bound).compareTo(BigDecimal.valueOf(latency.toMillis(), 3)) == 0)
                        .findFirst();
    }

    private Alert burn(Burn burn) {
        String threshold = facts.objective(slice).failing(burn.factor()).toPlainString();
        String query = "(%s) > %s\nand\n(%s) > %s\nand\n%s > 10"
                .formatted(
                        failing(burn.shortWindow()),
                        threshold,
                        failing(burn.longWindow()),
                        threshold,
                        failures(burn.longWindow()));
        return alert(
                burn.name(),
                burn.urgency(),
                query,
                "Requests of the slice %s fail %s times as often as its objective of %s %% allows"
                        .formatted(
                                slice,
                                burn.factor().toPlainString(),
                                facts.objective(slice).availability().toPlainString()),
                trials().burn(burn.shortWindow(), new BigDecimal(threshold)),
                "A part of the users of this slice gets an error page.");
    }

    private Alert broken() {
        Duration window = Duration.ofHours(1);
        return alert(
                "SliceBroken",
                Urgency.PAGE,
                "(%s) > 0.5\nand\n%s > 2".formatted(failing(window), failures(window)),
                "More than half of the requests of the slice " + slice + " failed within an hour",
                trials().broken(window),
                "Whoever uses this slice is more likely to get an error than an answer. It may be few people: this alert is for"
                        + " little traffic.");
    }

    private Alert failures() {
        Duration window = Duration.ofHours(6);
        String threshold = facts.objective(slice).failing(BigDecimal.ONE).toPlainString();
        return alert(
                "SliceFailures",
                Urgency.TICKET,
                "(%s) > %s\nand\n%s > 2".formatted(failing(window), threshold, failures(window)),
                "Some requests of the slice " + slice + " failed within six hours, more than its objective allows",
                trials().failures(window, new BigDecimal(threshold)),
                "A few users got an error. It may be one input that is not handled.");
    }

    private Alert unseen() {
        return new Alert(
                "SliceUnseen",
                Urgency.TICKET,
                "absent(%s)".formatted(PromQl.series(REQUESTS, selector)),
                Duration.ofMinutes(10),
                Map.of(),
                "Nothing is measured of the slice " + slice + ", so that all its other alerts are blind",
                trials().unseen(),
                guide("Perhaps nothing: but if users got errors now, nobody would hear of it."));
    }

    private Optional<Alert> slow() {
        Duration shortWindow = Duration.ofMinutes(30);
        Duration longWindow = Duration.ofHours(6);
        SliceObjective objective = facts.objective(slice);
        String threshold = objective.slow().toPlainString();
        return bound().map(bound -> alert(
                "SliceSlow",
                Urgency.TICKET,
                "(%s) > %s\nand\n(%s) > %s\nand\n%s > 100"
                        .formatted(
                                slowPart(bound, shortWindow),
                                threshold,
                                slowPart(bound, longWindow),
                                threshold,
                                "sum(increase(%s[%s]))"
                                        .formatted(PromQl.series(REQUESTS, selector), PromQl.time(longWindow))),
                "Answers of the slice %s take longer than %s s, six times as often as its objective allows"
                        .formatted(slice, bound),
                trials().slow(bound, shortWindow, objective.slow()),
                "Users wait, and some give up."));
    }

    private Alert alert(
            String name, Urgency urgency, String query, String summary, List<Alert.Trial> trials, String means) {
        return new Alert(
                name,
                urgency,
                query,
                Duration.ZERO,
                Map.of("job", facts.application(), "slice", slice),
                summary,
                trials,
                guide(means));
    }

    private Guide guide(String means) {
        String all = PromQl.series(REQUESTS, selector);
        List<String> endpoints = slice.equals(UNOWNED)
                ? List.of("every endpoint that no slice of `readiness.slices` names")
                : facts.slices().getOrDefault(slice, List.of()).stream()
                        .map(endpoint -> "`" + endpoint + "`")
                        .toList();
        return new Guide(
                means,
                endpoints,
                List.of(
                        "sum by (outcome) (rate(" + all + "[5m]))",
                        "sum by (uri, status, exception) (rate("
                                + PromQl.series(
                                        "http_server_requests_seconds_count",
                                        seen.values("http_server_requests_seconds_count", "slice")
                                                        .isEmpty()
                                                ? Map.of("job", facts.application())
                                                : selector)
                                + "[5m]))",
                        "min by (instance) (up{job=" + PromQl.quoted(facts.application()) + "})"),
                List.of("readiness.slices." + slice),
                "Compare the time at which it began with the time of the last release; if they agree, roll back. It changes no"
                        + " data, and can be undone.",
                "Refusals (401, 403, 404, 422, 429) are answers, and do not count as failures here.");
    }

    private SliceTrials trials() {
        return new SliceTrials(facts.application(), slice);
    }

    private String failing(Duration window) {
        return "sum(rate(%s[%s])) / sum(rate(%s[%s]))"
                .formatted(failed(), PromQl.time(window), PromQl.series(REQUESTS, selector), PromQl.time(window));
    }

    private String failures(Duration window) {
        return "sum(increase(%s[%s]))".formatted(failed(), PromQl.time(window));
    }

    private String failed() {
        return PromQl.series(REQUESTS, Map.of("job", facts.application(), "slice", slice, "outcome", FAILED));
    }

    private String slowPart(String bound, Duration window) {
        String fast = PromQl.series(BUCKETS, Map.of("job", facts.application(), "slice", slice, "le", bound));
        return "1 - sum(rate(%s[%s])) / sum(rate(%s[%s]))"
                .formatted(fast, PromQl.time(window), PromQl.series(REQUESTS, selector), PromQl.time(window));
    }
}
