package dev.readiness.secrets;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads YAML and JSON: a value stands under the names that are indented less. */
final class NestedCandidates implements CandidateReader {

    private static final Pattern ENTRY = Pattern.compile(
            "^\\s*(#?)\\s*(?:-\\s+)*[{,]?\\s*(?:\"([^\"]+)\"|'([^']+)'|([\\w.$/\\[\\]-]+))\\s*:(?:\\s+|(?=[\"'])|$)(.*)$");

    /** A block of secrets, each under the name of whom it is for. */
    private static final Pattern OF_MANY = Pattern.compile("(?i)(.*\\.)?\\w*(tokens|passwords|api-?keys)\\.");

    private static final Pattern LIST_ENTRY =
            Pattern.compile("^\\s*#?\\s*-\\s+[\"']?([A-Za-z_][\\w.]*)=(.*?)[\"']?\\s*$");

    private static final Pattern NAME =
            Pattern.compile("^\\s*(?:-\\s+)?[{]?\\s*\"?(?:name|key|Name|Key|ParameterKey)\"?\\s*:\\s*(.+?),?\\s*$");

    private static final Pattern VALUE =
            Pattern.compile("^\\s*(?:-\\s+)?\"?(?:value|Value|ParameterValue|default)\"?\\s*:\\s*(.+?),?\\s*}?$");

    private static final Pattern PAIR =
            Pattern.compile("\"(?:name|key)\"\\s*:\\s*\"([^\"]+)\"\\s*,\\s*\"value\"\\s*:\\s*\"([^\"]*)\"");

    private static final Pattern FLOW = Pattern.compile(
            "(?<![$#])[{,]\\s*\"?([\\w.-]+)\"?\\s*:\\s*(\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|'[^']*'|[^\\s,}\"'\\[{][^,}]*)(?=\\s*[,}]|\\s*$)");

    @Override
    public void read(SourceLines source, int line, Consumer<Candidate> candidates) {
        String text = source.at(line);
        Matcher item = LIST_ENTRY.matcher(text);
        if (item.matches()) {
            candidates.accept(Candidate.setting(item.group(1), item.group(2)));
            return;
        }
        entry(source, line, candidates);
        pair(source, line, candidates);
        flow(text, candidates);
        if (text.contains("--")
                || text.contains("\\\"")
                || text.matches(".*(command|run|CMD|mysql|curl|redis|docker|sshpass|psql|https?ie?\\b).*")) {
            ShellCandidates.options(text, candidates);
        }
        embedded(text, candidates);
    }

    private static void entry(SourceLines source, int line, Consumer<Candidate> candidates) {
        Matcher entry = ENTRY.matcher(source.at(line));
        if (!entry.matches()) {
            return;
        }
        String name =
                entry.group(2) != null ? entry.group(2) : entry.group(3) != null ? entry.group(3) : entry.group(4);
        String value = value(entry.group(5), source, line);
        boolean comment = !entry.group(1).isEmpty();
        if (comment ? LineCandidates.isOneWord(value) : !value.isEmpty()) {
            String path = comment ? "" : source.path(line);
            candidates.accept(Candidate.setting(path + name, value));
            if (OF_MANY.matcher(path).matches()) {
                candidates.accept(Candidate.setting(path.substring(0, path.length() - 1), value));
            }
        }
    }

    private static String value(String written, SourceLines source, int line) {
        String text = written.strip();
        if (text.matches("[|>][+-]?\\d?(\\s+#.*)?")) {
            return block(source, line);
        }
        if (!text.isEmpty() && "\"'".indexOf(text.charAt(0)) >= 0) {
            return LineCandidates.unquote(text);
        }
        String value =
                LineCandidates.withoutComment(text).replaceFirst(",$", "").strip();
        return value.startsWith("{") || value.startsWith("[") || value.startsWith("#") ? "" : value;
    }

    /** Returns the lines of a block, which are indented more, as one text. */
    private static String block(SourceLines source, int line) {
        StringBuilder block = new StringBuilder();
        int indent = SourceLines.indent(source.at(line));
        for (int next = line + 1; next < source.count() && SourceLines.indent(source.at(next)) > indent; next++) {
            block.append(source.at(next).strip()).append('\n');
        }
        String text = block.toString().strip();
        return text.startsWith("-----BEGIN") ? "" : text;
    }

    /** Reads a name and a value on neighbouring lines, as lists of environment variables have them. */
    private static void pair(SourceLines source, int line, Consumer<Candidate> candidates) {
        Matcher value = VALUE.matcher(source.at(line));
        if (value.matches()) {
            Matcher name = NAME.matcher(source.at(line - 1));
            if (name.matches()) {
                candidates.accept(
                        Candidate.setting(LineCandidates.unquote(name.group(1)), value(value.group(1), source, line)));
            }
        }
        Matcher beside = PAIR.matcher(source.at(line));
        while (beside.find()) {
            candidates.accept(Candidate.setting(beside.group(1), beside.group(2)));
        }
    }

    private static void flow(String text, Consumer<Candidate> candidates) {
        Matcher flow = FLOW.matcher(text);
        while (flow.find()) {
            candidates.accept(Candidate.setting(flow.group(1), LineCandidates.unquote(flow.group(2))));
        }
    }

    /** Reads connection strings and JSON that stand within a text. */
    private static void embedded(String text, Consumer<Candidate> candidates) {
        Matcher quoted = Pattern.compile("\"((?:[^\"\\\\]|\\\\.){8,2000}+)\"").matcher(text);
        while (quoted.find()) {
            if (quoted.group(1).contains("=") || quoted.group(1).contains("\\\"")) {
                LineCandidates.loose(quoted.group(1).replace("\\\"", "\""), candidates);
            }
        }
    }
}
