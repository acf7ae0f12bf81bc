package dev.readiness.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the names that the user wrote into the texts of a rule. */
final class SafeVersion {

    private static final Pattern IN_BRACES = Pattern.compile("\\{(\\w+)}");

    /** A name made of several parts, {@code {bare}_{column}_nn}. */
    private static final Pattern COMPOSED = Pattern.compile("(?:\\w|\\{\\w+})*\\{\\w+}(?:\\w|\\{\\w+})*");

    private SafeVersion() {}

    static String fill(String template, Map<String, String> parts) {
        Matcher matcher = COMPOSED.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String run = matcher.group();
            boolean composed = run.contains("_") && !IN_BRACES.matcher(run).matches();
            String value = composed ? name(run, parts) : replaced(run, parts);
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(filled).toString();
    }

    private static String replaced(String run, Map<String, String> parts) {
        return IN_BRACES.matcher(run).replaceAll(found -> {
            String value = parts.getOrDefault(found.group(1), "");
            boolean mayBeEmpty = List.of("unique", "referencedList", "actions").contains(found.group(1));
            return Matcher.quoteReplacement(value.isEmpty() && !mayBeEmpty ? "…" : value);
        });
    }

    private static String name(String run, Map<String, String> parts) {
        String whole = replaced(run, parts);
        String bare = whole.replace("\"", "");
        String cut = bare.length() > 63 ? bare.substring(0, 63) : bare;
        return whole.contains("\"") ? '"' + cut + '"' : cut;
    }

    /** Returns the files of {@code rule} for {@code script}, named so that Flyway runs them in order and after it. */
    static List<SafeFile> files(LintRule rule, MigrationScript script, Map<String, String> parts) {
        List<SafeFile> files = new ArrayList<>();
        for (String template : rule.safe()) {
            boolean outside = template.startsWith("!");
            String sql = fill(outside ? template.substring(1) : template, parts);
            files.add(new SafeFile(name(script, files.size(), rule.safe().size()), sql + "\n", !outside));
        }
        return files;
    }

    private static String name(MigrationScript script, int index, int count) {
        String version = script.version().orElse("next");
        String step = count == 1 ? "" : "." + (index + 1);
        return "V" + version + step + "__" + script.description() + ".sql";
    }

    /** Returns the parts of {@code change} and those of the statement in which it stands. */
    static Map<String, String> parts(SchemaChange change, SqlStatement statement) {
        Map<String, String> parts = new java.util.HashMap<>(change.parts());
        String text = statement.text();
        parts.put("statement", text);
        parts.put("withoutCascade", text.replaceAll("(?i)\\s+CASCADE\\b", ""));
        String using = parts.getOrDefault("using", "");
        boolean plain = using.isEmpty() || using.startsWith("COLLATE ");
        parts.put("converted", plain ? "CAST(%s AS %s)".formatted(change.part("column"), change.part("type")) : using);
        String columns = parts.getOrDefault("referencedColumns", "");
        parts.put("referencedList", columns.isEmpty() ? "" : " (" + columns + ")");
        return parts;
    }

    /** Returns the beginning of {@code sql} on one line. */
    static String summary(String sql) {
        String line = sql.replaceAll("\\s+", " ").strip();
        return line.length() > 120 ? line.substring(0, 119).strip() + "…" : line;
    }
}
