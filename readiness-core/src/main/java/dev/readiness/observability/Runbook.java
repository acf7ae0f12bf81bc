package dev.readiness.observability;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One page for each alert, in the words of this application. */
final class Runbook {

    private Runbook() {}

    /** Returns the path of the page within the bundle. */
    static String path(Alert alert) {
        return "runbooks/" + alert.name() + ".md";
    }

    static Map<String, String> pages(OperationsFacts facts, List<AlertGroup> groups) {
        Map<String, List<Alert>> byName = groups.stream()
                .flatMap(group -> group.alerts().stream())
                .collect(Collectors.groupingBy(Alert::name, TreeMap::new, Collectors.toList()));
        Map<String, String> pages = new TreeMap<>();
        byName.values().forEach(alerts -> pages.put(path(alerts.get(0)), page(facts, alerts)));
        return pages;
    }

    private static String page(OperationsFacts facts, List<Alert> alerts) {
        Alert alert = alerts.get(0);
        StringBuilder out = new StringBuilder(RuleFiles.MADE + ": ");
        out.append(alert.name()).append(", ").append(facts.application()).append("\n\n");
        Set<String> summaries = new LinkedHashSet<>();
        alerts.forEach(each -> summaries.add(each.summary() + "."));
        summaries.forEach(summary -> out.append(summary).append("\n\n"));
        section(out, "What users notice", List.of(alert.guide().means()));
        out.append("## Where\n\n");
        for (Alert each : alerts) {
            String slice = each.labels().get("slice");
            list(
                    out,
                    (slice == null ? "" : "slice `" + slice + "`: ")
                            + String.join(", ", each.guide().where()));
        }
        out.append("\n## Look at\n");
        for (Alert each : alerts) {
            out.append("\n```promql\n");
            each.guide().look().forEach(query -> out.append(query).append('\n'));
            out.append("```\n");
            if (each.labels().get("slice") == null && each.guide().equals(alert.guide())) {
                break;
            }
        }
        out.append("\n## What changes it\n\n");
        List<String> settings = alerts.stream()
                .flatMap(each -> each.guide().settings().stream())
                .distinct()
                .toList();
        settings.forEach(setting -> list(out, "`" + setting + "`"));
        if (settings.isEmpty()) {
            out.append("No property.\n");
        }
        out.append('\n');
        section(out, "First", List.of(alert.guide().first()));
        section(
                out,
                "Roll back",
                List.of(
                        facts.rollback().isEmpty()
                                ? "Nobody has written down how: give the command to `OperationsFacts`."
                                : "`" + facts.rollback() + "`"));
        section(out, "What it is not", List.of(alert.guide().not()));
        return out.toString().stripTrailing() + "\n";
    }

    private static void section(StringBuilder out, String title, List<String> text) {
        out.append("## ").append(title).append("\n\n");
        text.forEach(line -> out.append(line).append('\n'));
        out.append('\n');
    }

    private static void list(StringBuilder out, String text) {
        out.append("- ").append(text).append('\n');
    }
}
