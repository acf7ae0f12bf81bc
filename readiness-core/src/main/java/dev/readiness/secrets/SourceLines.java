package dev.readiness.secrets;

import java.util.List;

/** The lines of a source. Lines before the first and behind the last are empty. */
final class SourceLines {

    private static final int DEEPEST = 12;

    private final List<String> lines;

    SourceLines(String text) {
        this.lines = text.lines().toList();
    }

    String at(int index) {
        return index >= 0 && index < lines.size() ? lines.get(index) : "";
    }

    int count() {
        return lines.size();
    }

    /** Returns the line with those that a backslash at its end continues it by. */
    String continued(int index) {
        StringBuilder whole = new StringBuilder(at(index));
        for (int next = index + 1; endsWithBackslash(whole) && next < lines.size(); next++) {
            whole.setLength(whole.length() - 1);
            whole.append(at(next).stripLeading());
        }
        return whole.toString();
    }

    private static boolean endsWithBackslash(CharSequence text) {
        int last = text.length() - 1;
        int count = 0;
        while (last - count >= 0 && text.charAt(last - count) == '\\') {
            count++;
        }
        return count % 2 == 1;
    }

    /** Returns the names that a nested format gives to the line by less indented lines above it, outermost first, with dots. */
    String path(int index) {
        StringBuilder path = new StringBuilder();
        int indent = indent(at(index));
        int depth = 0;
        for (int i = index - 1; i >= 0 && indent > 0 && depth < DEEPEST; i--) {
            String line = at(i);
            if (!line.isBlank() && indent(line) < indent && !line.stripLeading().startsWith("#")) {
                String name = parentName(line);
                if (!name.isEmpty()) {
                    path.insert(0, name + ".");
                    depth++;
                }
                indent = indent(line);
            }
        }
        return path.toString();
    }

    /** Returns the name that opens a block in {@code line}, or nothing. */
    private static String parentName(String line) {
        String text = line.strip();
        int colon = text.lastIndexOf(':');
        boolean opens = colon > 0 && text.substring(colon + 1).matches("\\s*(?:[{\\[]|[&!]\\S+|#.*)?");
        return opens ? text.substring(0, colon).replaceAll("[\"'\\s{-]+", "") : "";
    }

    static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && (line.charAt(indent) == ' ' || line.charAt(indent) == '\t')) {
            indent++;
        }
        return indent;
    }
}
