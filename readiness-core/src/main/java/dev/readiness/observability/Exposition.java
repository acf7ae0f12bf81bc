package dev.readiness.observability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an application answers to Prometheus, in the text format 0.0.4 or as OpenMetrics.
 *
 * <p>What is not a sample is left out: comments, exemplars, time stamps.
 */
final class Exposition {

    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*?)}(?=\\s))?\\s+(\\S+)(?:\\s.*)?");

    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    /** One sample; labels in alphabetical order. */
    record Sample(String name, Map<String, String> labels, double value) {

        /** Returns the label's value, or an empty text as Prometheus has it. */
        String label(String name) {
            return labels.getOrDefault(name, "");
        }
    }

    private final Map<String, List<Sample>> samples;

    private Exposition(Map<String, List<Sample>> samples) {
        this.samples = samples;
    }

    /**
     * Reads {@code text}.
     *
     * @throws IllegalArgumentException if it holds no sample at all: it is then something else, a login page for example
     */
    static Exposition parse(String text) {
        Map<String, List<Sample>> samples = new TreeMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            Optional<Double> value = sample.matches() ? number(sample.group(3)) : Optional.empty();
            value.ifPresent(read -> samples.computeIfAbsent(sample.group(1), name -> new ArrayList<>())
                    .add(new Sample(sample.group(1), labels(sample.group(2)), read)));
        });
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("'text' must be what an application answers to Prometheus, but holds no"
                    + " sample; expected lines such as: process_uptime_seconds 17.5");
        }
        // Two registries, or two starts, give the same series in different orders.
        samples.values()
                .forEach(list ->
                        list.sort(Comparator.comparing(sample -> new LinkedHashMap<>(sample.labels()).toString())));
        return new Exposition(samples);
    }

    boolean has(String name) {
        return samples.containsKey(name);
    }

    /** Returns the series of that name, by their labels. */
    List<Sample> series(String name) {
        return samples.getOrDefault(name, List.of());
    }

    /** Returns the different values of a label, in alphabetical order. */
    List<String> values(String name, String label) {
        return series(name).stream()
                .map(sample -> sample.label(label))
                .filter(value -> !value.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    Stream<String> names() {
        return samples.keySet().stream();
    }

    private static Optional<Double> number(String text) {
        return switch (text) {
            case "+Inf" -> Optional.of(Double.POSITIVE_INFINITY);
            case "-Inf" -> Optional.of(Double.NEGATIVE_INFINITY);
            default -> {
                try {
                    yield Optional.of(Double.valueOf(text));
                } catch (NumberFormatException ex) {
                    yield Optional.empty();
                }
            }
        };
    }

    private static Map<String, String> labels(@org.jspecify.annotations.Nullable String text) {
        Map<String, String> labels = new TreeMap<>();
        if (text != null) {
            Matcher label = LABEL.matcher(text);
            while (label.find()) {
                labels.put(label.group(1), unescaped(label.group(2)));
            }
        }
        return labels;
    }

    private static String unescaped(String text) {
        return text.indexOf('\\') < 0
                ? text
                : Pattern.compile("\\\\(.)")
                        .matcher(text)
                        .replaceAll(
                                found -> Matcher.quoteReplacement(found.group(1).equals("n") ? "\n" : found.group(1)));
    }
}
