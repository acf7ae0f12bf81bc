package dev.readiness.secrets;

import dev.readiness.secrets.SecretText.UnusableTextException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code .env} files. There is no standard; this is what the common readers agree on, and what they read in different
 * ways, a name twice or a line that is none, is refused. A {@code $} has no meaning.
 */
final class DotenvReader {

    private static final Pattern NAME = Pattern.compile("\\G[ \\t]*(?:export[ \\t]+)?([\\w.-]+)[ \\t]*=[ \\t]*");
    private static final Pattern NOTHING = Pattern.compile("\\G[ \\t]*(?:#[^\\n]*)?(?:\\n|$)");
    private static final Pattern SINGLE_QUOTED = Pattern.compile("\\G'([^']*)'");
    private static final Pattern DOUBLE_QUOTED = Pattern.compile("\\G\"((?:[^\"\\\\]++|\\\\.)*+)\"", Pattern.DOTALL);
    private static final Pattern UNQUOTED = Pattern.compile("\\G(?:(?!\\s#)[^\\n])*");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);

    private final String text;
    private final Map<String, String> entries = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private int position;

    DotenvReader(String text) {
        this.text = (text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n");
    }

    /**
     * Returns the entries in their order.
     *
     * @throws UnusableTextException naming the line, never what stands in it
     */
    Map<String, String> entries() throws UnusableTextException {
        while (position < text.length()) {
            if (!skip(NOTHING)) {
                entry();
            }
        }
        return entries;
    }

    private void entry() throws UnusableTextException {
        int line = line();
        Matcher name = NAME.matcher(text);
        if (!name.find(position)) {
            throw new UnusableTextException("line " + line + " is neither NAME=value nor a comment");
        }
        position = name.end();
        Integer before = lines.putIfAbsent(name.group(1), line);
        if (before != null) {
            throw new UnusableTextException(
                    "'" + name.group(1) + "' stands in line " + before + " and in line " + line);
        }
        entries.put(name.group(1), value(line));
        if (!skip(NOTHING)) {
            throw new UnusableTextException("line " + line() + " goes on after the closing quote");
        }
    }

    private String value(int line) throws UnusableTextException {
        char first = position < text.length() ? text.charAt(position) : '\n';
        if (first == '\'') {
            return take(SINGLE_QUOTED, 1, line);
        }
        if (first == '"') {
            return ESCAPE.matcher(take(DOUBLE_QUOTED, 1, line))
                    .replaceAll(escape -> Matcher.quoteReplacement(meaning(escape.group(1))));
        }
        return first == '#' ? "" : take(UNQUOTED, 0, line).stripTrailing();
    }

    private static String meaning(String escaped) {
        return switch (escaped) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            case "\\", "\"", "$" -> escaped;
            default -> "\\" + escaped;
        };
    }

    private String take(Pattern pattern, int group, int line) throws UnusableTextException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find(position)) {
            throw new UnusableTextException("the quote that line " + line + " opens is not closed");
        }
        position = matcher.end();
        return matcher.group(group);
    }

    private boolean skip(Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        boolean found = matcher.find(position);
        position = found ? matcher.end() : position;
        return found;
    }

    private int line() {
        return 1
                + (int) text.substring(0, position)
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
    }
}
