package dev.readiness.observability;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes parts of queries, and the YAML around them. */
final class PromQl {

    private PromQl() {}

    /** Returns {@code name{label="value",…}}, by the names of the labels. */
    static String series(String name, Map<String, String> labels) {
        return labels.isEmpty()
                ? name
                : name
                        + new TreeMap<>(labels)
                                .entrySet().stream()
                                        .map(label -> label.getKey() + "=" + quoted(label.getValue()))
                                        .collect(Collectors.joining(",", "{", "}"));
    }

    /** Returns a text in double quotes, which means the same in PromQL and in YAML. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                default -> quoted.append(c < ' ' ? "\\x%02x".formatted(c) : String.valueOf((char) c));
            }
        });
        return quoted.append('"').toString();
    }

    /** Returns a duration as Prometheus writes it, in its largest whole unit. */
    static String time(Duration time) {
        long seconds = time.toSeconds();
        if (seconds == 0) {
            return "0s";
        }
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
