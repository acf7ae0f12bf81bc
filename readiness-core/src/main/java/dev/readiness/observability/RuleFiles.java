package dev.readiness.observability;

import dev.readiness.observability.Alert.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes rules as Prometheus reads them, and their trials as promtool runs them. */
final class RuleFiles {

    /** First words of each file, by which an earlier one is known. */
    static final String MADE = "# Made by Readiness";

    private RuleFiles() {}

    static String rules(AlertGroup group) {
        StringBuilder out =
                new StringBuilder(MADE + " from the running application; make it again instead of editing it.\n");
        out.append("groups:\n  - name: ").append(group.name()).append("\n    rules:\n");
        for (Alert alert : group.alerts()) {
            out.append("      - alert: ").append(alert.name()).append("\n        expr: |\n");
            alert.query()
                    .lines()
                    .forEach(line -> out.append("          ").append(line).append('\n'));
            if (!alert.hold().isZero()) {
                out.append("        for: ").append(PromQl.time(alert.hold())).append('\n');
            }
            out.append("        labels:\n");
            labels(out, "          ", withoutTemplates(alert.allLabels()));
            out.append("        annotations:\n");
            labels(out, "          ", withoutTemplates(annotations(alert)));
        }
        return out.toString();
    }

    /** Returns the files by their names: one for each interval, which promtool has only once a file. */
    static Map<String, String> tests(AlertGroup group) {
        Map<Duration, StringBuilder> byInterval = new TreeMap<>();
        for (Alert alert : group.alerts()) {
            for (Trial trial : alert.trials()) {
                test(
                        byInterval.computeIfAbsent(trial.interval(), interval -> head(group.name(), interval)),
                        alert.name() + ": " + trial.name(),
                        List.of(alert),
                        trial);
            }
        }
        Map<String, String> files = new TreeMap<>();
        byInterval.forEach(
                (interval, text) -> files.put(group.name() + "-" + PromQl.time(interval) + ".yml", text.toString()));
        return files;
    }

    static StringBuilder head(String group, Duration interval) {
        return new StringBuilder(MADE + ". Run: promtool test rules tests/*.yml\n")
                .append("rule_files: [../rules/")
                .append(group)
                .append(".yml]\nevaluation_interval: ")
                .append(PromQl.time(interval))
                .append("\ntests:\n");
    }

    /** Writes one trial, of which the same is expected of each of {@code alerts}. */
    static void test(StringBuilder out, String name, List<Alert> alerts, Trial trial) {
        out.append("  - name: ")
                .append(PromQl.quoted(name))
                .append("\n    interval: ")
                .append(PromQl.time(trial.interval()))
                .append("\n    input_series:");
        out.append(trial.series().isEmpty() ? " []\n" : "\n");
        new TreeMap<>(trial.series())
                .forEach((series, values) -> out.append("      - series: ")
                        .append(PromQl.quoted(series))
                        .append("\n        values: ")
                        .append(PromQl.quoted(values))
                        .append('\n'));
        out.append("    alert_rule_test:\n");
        alerts.forEach(alert -> expected(out, alert, trial));
    }

    private static void expected(StringBuilder out, Alert alert, Trial trial) {
        out.append("      - alertname: ")
                .append(alert.name())
                .append("\n        eval_time: ")
                .append(PromQl.time(trial.interval().multipliedBy(trial.at())))
                .append("\n        exp_alerts:");
        out.append(trial.fires().isEmpty() ? " []\n" : "\n");
        for (Map<String, String> fired : trial.fires()) {
            Map<String, String> labels = new TreeMap<>(fired);
            labels.putAll(withoutTemplates(alert.allLabels()));
            out.append("          - exp_labels:\n");
            labels(out, "              ", labels);
            out.append("            exp_annotations:\n");
            labels(out, "              ", withoutTemplates(annotations(alert)));
        }
    }

    private static Map<String, String> annotations(Alert alert) {
        return new TreeMap<>(Map.of("summary", alert.summary(), "runbook", Runbook.path(alert)));
    }

    /** Prometheus reads labels and annotations of a rule as templates; a name that looks like one must not become one. */
    private static Map<String, String> withoutTemplates(Map<String, String> labels) {
        Map<String, String> plain = new TreeMap<>();
        labels.forEach((name, value) -> plain.put(name, value.replace("{{", "{ {")));
        return plain;
    }

    private static void labels(StringBuilder out, String indent, Map<String, String> labels) {
        labels.forEach((name, value) -> out.append(indent)
                .append(name)
                .append(": ")
                .append(PromQl.quoted(value))
                .append('\n'));
    }
}
