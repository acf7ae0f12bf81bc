package dev.readiness.secrets;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads named values from lines on which nothing else matters. */
final class LineCandidates {

    private static final Pattern ENTRY =
            Pattern.compile("^\\s*([#!;]*)\\s*([^=:\\s#!;][^=:\\s]*)\\s*[=:]\\s*(.*?)\\s*$");

    private static final Pattern NETRC = Pattern.compile("\\b(password)\\s+(\\S+)\\s*$");

    private static final Pattern WITHIN = Pattern.compile(
            "(?<![\\w.${-])([A-Za-z_][\\w.-]*)[\"'`*]{0,3}\\s*[=:]\\s*(\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|'[^']*'|`[^`]*`|(?:\\$\\{[^}]*}|[^\\s\"',;&|<>()}`]++)++)");

    private static final Pattern TRAILING_COMMENT = Pattern.compile("\\s+(#|//).*$");

    private LineCandidates() {}

    /** Reads {@code name = value} as a properties file means it: the value goes to the end of the line. */
    static void entry(String line, Consumer<Candidate> candidates) {
        Matcher entry = ENTRY.matcher(line);
        if (entry.matches()) {
            String value = unquote(entry.group(3));
            boolean comment = !entry.group(1).isEmpty();
            if (!comment || isOneWord(value)) {
                candidates.accept(Candidate.setting(entry.group(2).replaceFirst("^.*/:", ""), value));
            }
            if (value.indexOf('=') > 0) {
                loose(value, candidates);
            }
        } else {
            Matcher netrc = NETRC.matcher(line);
            if (netrc.find()) {
                candidates.accept(Candidate.setting(netrc.group(1), netrc.group(2)));
            }
        }
    }

    /** Reads every {@code name=value} and {@code name: value} within a line. */
    static void loose(String line, Consumer<Candidate> candidates) {
        Matcher within = WITHIN.matcher(line);
        while (within.find()) {
            candidates.accept(Candidate.setting(within.group(1), unquote(within.group(2))));
        }
    }

    static boolean isOneWord(String value) {
        return !value.isEmpty() && value.chars().noneMatch(Character::isWhitespace);
    }

    static String withoutComment(String value) {
        return TRAILING_COMMENT.matcher(value).replaceFirst("");
    }

    /** Returns the text between the quotes, if there are any. */
    static String unquote(String value) {
        String text = value.strip();
        if (text.length() >= 2 && "\"'`".indexOf(text.charAt(0)) >= 0) {
            int end = text.indexOf(text.charAt(0), 1);
            if (end > 0) {
                return text.substring(1, end);
            }
        }
        return text;
    }
}
