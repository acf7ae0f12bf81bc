package dev.readiness.secrets;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for users that a script inserts with a password that anybody can read there: plain text by its marker, or a
 * well-known word in a column for passwords, also as a BCrypt hash of the user's name or of the first words that anybody
 * tries. Any other hash is left alone.
 */
final class SeededUsers {

    static final String RULE = "secrets.user-in-script";

    private static final Pattern INSERT = Pattern.compile(
            "(?is)insert\\s+(?:ignore\\s+)?into\\s+\\S+?\\s*\\(([^()]*)\\)\\s*values\\s*((?:[^;']|'(?:[^']|'')*')*)");

    private static final Pattern ROW = Pattern.compile("\\(((?:[^()']|'(?:[^']|'')*'|\\([^()]*\\))*)\\)");

    private static final Pattern VALUE = Pattern.compile("\\s*('(?:[^']|'')*'|(?:[^,()]|\\([^()]*\\))*)\\s*(?:,|$)");

    private static final Set<String> PASSWORD_COLUMNS = Set.of("password", "passwd", "pwd", "pass", "user_password");

    private static final String PLAIN_TEXT = "{noop}";

    private static final Pattern BCRYPT = Pattern.compile("(?:\\{bcrypt})?(\\$2[aby]\\$.{56})");

    /** Few, because trying one takes a tenth of a second. */
    private static final List<String> FIRST_TRIED = List.of("password", "admin", "user");

    private static final int MOST_HASHES = 5;

    private final BiPredicate<String, String> isHashOf;

    private int hashes;

    /**
     * @param isHashOf whether the first text is the BCrypt hash of the second
     */
    SeededUsers(BiPredicate<String, String> isHashOf) {
        this.isHashOf = isHashOf;
    }

    /**
     * @param scripts the text of each script that is run, by its file name
     */
    List<Finding> findings(Map<String, String> scripts) {
        if (scripts.isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        scripts.forEach((file, text) -> {
            long rows = guessableRows(text.replaceAll("(?m)^\\s*--.*$", ""));
            if (rows > 0) {
                findings.add(failure(file, rows));
            }
        });
        return findings.isEmpty() ? List.of(pass(scripts)) : findings;
    }

    private long guessableRows(String text) {
        long rows = 0;
        Matcher insert = INSERT.matcher(text);
        while (insert.find()) {
            int password = passwordColumn(insert.group(1));
            if (password >= 0) {
                rows += ROW.matcher(insert.group(2))
                        .results()
                        .filter(row -> isGuessable(password, valuesOf(row.group(1))))
                        .count();
            }
        }
        return rows;
    }

    private static int passwordColumn(String columns) {
        List<String> names = List.of(columns.toLowerCase(Locale.ROOT)
                .replaceAll("[\"`\\[\\]\\s]", "")
                .split(",", -1));
        return PASSWORD_COLUMNS.stream().mapToInt(names::indexOf).max().orElse(-1);
    }

    private static List<String> valuesOf(String row) {
        return VALUE.matcher(row)
                .results()
                .map(value -> unquoted(value.group(1).trim()))
                .toList();
    }

    /** Returns the text, or nothing for a value that is no text. */
    private static String unquoted(String value) {
        boolean text = value.length() > 2 && value.startsWith("'") && value.endsWith("'");
        return text ? value.substring(1, value.length() - 1) : "";
    }

    private boolean isGuessable(int column, List<String> values) {
        String password = column < values.size() ? values.get(column) : "";
        return password.startsWith(PLAIN_TEXT)
                || SecretStrength.isWellKnown(password)
                || isGuessableHash(password, values);
    }

    private boolean isGuessableHash(String password, List<String> values) {
        Matcher hash = BCRYPT.matcher(password);
        if (!hash.matches() || hashes++ >= MOST_HASHES) {
            return false;
        }
        return Stream.concat(values.stream(), FIRST_TRIED.stream())
                .filter(guess -> !guess.isEmpty() && guess.length() < 20)
                .distinct()
                .anyMatch(guess -> isHashOf.test(hash.group(1), guess));
    }

    private static Finding failure(String file, long rows) {
        return Finding.fail(
                RULE,
                file,
                "The script %s inserts %d %s whose password anybody reads there or guesses at once."
                        .formatted(file, rows, rows == 1 ? "user" : "users"),
                "Take the users out of %s, create the first one when the application is set up, with a password that only its owner knows, and delete these from every database that ran the script."
                        .formatted(file),
                new Evidence("script that the running application is configured to run", file));
    }

    private static Finding pass(Map<String, String> scripts) {
        return Finding.pass(
                RULE,
                Finding.APPLICATION,
                new Evidence(
                        "scripts that the running application is configured to run",
                        scripts.size() + " scripts insert no user with a password that can be read or guessed there"));
    }
}
