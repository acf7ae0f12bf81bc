package dev.readiness.observability;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules that are wrong in one place: what somebody might have written instead, or lost while editing. */
final class Mutants {

    private static final Pattern COMPARISON = Pattern.compile("(?<= )(>|<|==)(?= )");
    private static final Pattern BOUND = Pattern.compile("(?<=[<>=] )-?[0-9.]+");
    private static final Pattern WINDOW = Pattern.compile("(?<=\\[)(\\d+)([smhd])(?=])");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=(\"(?:[^\"\\\\]|\\\\.)*\")(,?)");
    private static final Pattern FUNCTION = Pattern.compile("\\b(rate|increase|changes|absent|sum)(?=\\()");

    private Mutants() {}

    /** Returns wrong twins of a rule by what is wrong with them. */
    static Map<String, Alert> of(Alert alert) {
        Map<String, String> queries = new LinkedHashMap<>();
        String query = alert.query();
        each(query, COMPARISON, found -> List.of(found.group().equals(">") ? "<" : ">"), queries);
        each(query, BOUND, found -> bounds(new BigDecimal(found.group())), queries);
        each(query, WINDOW, found -> windows(Integer.parseInt(found.group(1)), found.group(2)), queries);
        // Both sides of a division without a sum must have the same labels anyway, so that one of them alone changes
        // nothing.
        boolean matched = query.matches("[a-z_]+\\{[^}]*} / .*");
        each(
                query,
                LABEL,
                found -> matched
                        ? List.of(found.group(1) + "=\"wrong\"" + found.group(3))
                        : List.of("", found.group(1) + "=\"wrong\"" + found.group(3)),
                queries);
        each(query, FUNCTION, found -> functions(found.group(), query.endsWith(" > 0")), queries);
        conjuncts(query, queries);
        if (query.contains("1 - sum")) {
            queries.put("without 1 -", query.replaceFirst("1 - ", ""));
        }
        Map<String, Alert> mutants = new LinkedHashMap<>();
        queries.forEach((what, wrong) -> mutants.put(what, alert.variant("M" + mutants.size(), wrong, alert.hold())));
        if (!alert.hold().isZero()) {
            for (Duration hold : List.of(
                    Duration.ZERO, alert.hold().dividedBy(2), alert.hold().multipliedBy(2))) {
                mutants.put("held for " + hold, alert.variant("M" + mutants.size(), query, hold));
            }
        }
        return mutants;
    }

    private static void each(
            String query,
            Pattern pattern,
            java.util.function.Function<Matcher, List<String>> others,
            Map<String, String> queries) {
        Matcher found = pattern.matcher(query);
        while (found.find()) {
            for (String other : others.apply(found)) {
                String wrong = query.substring(0, found.start()) + other + query.substring(found.end());
                queries.put(
                        "'%s' at %d becomes '%s'".formatted(found.group(), found.start(), other),
                        wrong.replace(",}", "}"));
            }
        }
    }

    private static List<String> bounds(BigDecimal bound) {
        return bound.signum() == 0
                ? List.of("1", "-1")
                : List.of(
                        bound.multiply(new BigDecimal("1.5")).toPlainString(),
                        bound.multiply(new BigDecimal("0.5")).toPlainString());
    }

    private static List<String> windows(int length, String unit) {
        return switch (unit) {
            case "d" -> List.of(length * 48 + "h", length * 12 + "h");
            case "h" -> List.of(length * 120 + "m", length * 30 + "m");
            default -> List.of(length * 120 + "s", length * 30 + "s");
        };
    }

    private static List<String> functions(String function, boolean any) {
        return switch (function) {
            case "rate" -> List.of("delta");
            // What is more than zero is so as a rate too.
            case "increase" -> any ? List.of("changes") : List.of("rate", "changes");
            case "changes" -> List.of("increase");
            case "absent" -> List.of("");
            default -> List.of("count");
        };
    }

    private static void conjuncts(String query, Map<String, String> queries) {
        for (String word : List.of("\nand\n", "\nor\n")) {
            List<String> parts = List.of(query.split(word));
            for (int i = 0; i < parts.size() && parts.size() > 1; i++) {
                List<String> rest = new ArrayList<>(parts);
                rest.remove(i);
                queries.put("without part " + i, String.join(word, rest));
            }
            if (parts.size() > 1) {
                String other = word.equals("\nor\n") ? "\nand\n" : "\nor\n";
                queries.put("'" + word.strip() + "' becomes '" + other.strip() + "'", query.replace(word, other));
            }
        }
    }
}
