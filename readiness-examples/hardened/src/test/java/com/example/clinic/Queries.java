package com.example.clinic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** The queries of a bundle, and the names in them that an application does not export. */
final class Queries {

    private static final Pattern SELECTOR =
            Pattern.compile("(?<![\\w$\"])([a-z][a-z0-9]*(?:_[a-z0-9]+)+|\\bup)(\\{[^}]*})?(?!\\()");
    private static final Pattern PROMQL = Pattern.compile("```promql\n(.*?)```", Pattern.DOTALL);
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{.*})? \\S+");
    private static final List<String> OF_PROMETHEUS = List.of("job", "instance");

    private Queries() {}

    /** Returns the queries of all rules, panels and pages of the runbook by where they are. */
    static Map<String, String> of(Map<String, String> files) {
        Map<String, String> queries = new LinkedHashMap<>();
        files.forEach((name, text) -> {
            if (name.startsWith("rules/") || name.equals("dashboard.json")) {
                collect(name, new Yaml().load(text), queries);
            } else if (name.startsWith("runbooks/")) {
                Matcher block = PROMQL.matcher(text);
                while (block.find()) {
                    block.group(1).lines().forEach(query -> queries.put(name + " " + queries.size(), query));
                }
            }
        });
        return queries;
    }

    /** Returns the selectors of a query, as it has them. */
    static List<String> selectors(String query) {
        List<String> selectors = new ArrayList<>();
        Matcher selector = SELECTOR.matcher(query);
        while (selector.find()) {
            selectors.add(selector.group());
        }
        return selectors;
    }

    /** Returns what of {@code query} is not in {@code exposition}: a name, a label, or a value that is asked for. */
    static List<String> unknown(String query, String exposition) {
        Map<String, List<String>> samples = new LinkedHashMap<>();
        exposition
                .lines()
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .forEach(sample -> samples.computeIfAbsent(sample.group(1), name -> new ArrayList<>())
                        .add(sample.group(2) == null ? "" : sample.group(2)));
        TreeSet<String> unknown = new TreeSet<>();
        for (String each : selectors(query)) {
            Matcher selector = SELECTOR.matcher(each);
            if (!selector.matches() || selector.group(1).equals("up")) {
                continue;
            }
            List<String> series = samples.getOrDefault(selector.group(1), List.of());
            if (series.isEmpty()) {
                unknown.add(selector.group(1));
            } else if (selector.group(2) != null) {
                Matcher label = MATCHER.matcher(selector.group(2));
                while (label.find()) {
                    if (!OF_PROMETHEUS.contains(label.group(1))
                            && series.stream().noneMatch(labels -> labels.contains(label.group()))) {
                        unknown.add(selector.group(1) + " with " + label.group());
                    }
                }
            }
        }
        return List.copyOf(unknown);
    }

    private static void collect(String where, Object node, Map<String, String> queries) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("expr") instanceof String query) {
                queries.put(where + " " + queries.size(), query.strip());
            }
            map.values().forEach(value -> collect(where, value, queries));
        } else if (node instanceof List<?> list) {
            list.forEach(value -> collect(where, value, queries));
        }
    }
}
