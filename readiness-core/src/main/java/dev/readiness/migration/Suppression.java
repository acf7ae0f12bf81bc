package dev.readiness.migration;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comment that allows a finding: {@code -- readiness:ignore <rule> reason="…" until=2027-01-01}.
 *
 * @param until last day on which it holds
 * @param complete whether it has a rule, a reason and a date
 */
record Suppression(String rule, String reason, LocalDate until, boolean complete) {

    private static final Pattern FORM = Pattern.compile("readiness:ignore\\b[ \\t]*([^\\r\\n]*)");

    private static final Pattern RULE = Pattern.compile("^([a-z][a-z0-9-]+)(\\s|$)");

    private static final Pattern REASON = Pattern.compile("reason\\s*=\\s*\"([^\"]*\\S[^\"]*)\"");

    private static final Pattern UNTIL = Pattern.compile("until\\s*=\\s*\"?(\\d{4}-\\d{2}-\\d{2})");

    /** Returns the suppressions in the comments of {@code statement}. */
    static List<Suppression> of(SqlStatement statement) {
        List<Suppression> found = new ArrayList<>();
        for (SqlToken comment : statement.comments()) {
            Matcher matcher = FORM.matcher(comment.text());
            while (matcher.find()) {
                found.add(read(matcher.group(1)));
            }
        }
        return found;
    }

    private static Suppression read(String text) {
        Matcher rule = RULE.matcher(text);
        Matcher reason = REASON.matcher(text);
        Matcher until = UNTIL.matcher(text);
        String id = rule.find() ? rule.group(1) : "";
        if (id.isEmpty() || !reason.find() || !until.find()) {
            return new Suppression(id, "", LocalDate.MIN, false);
        }
        try {
            return new Suppression(id, reason.group(1), LocalDate.parse(until.group(1)), true);
        } catch (DateTimeException ex) {
            return new Suppression(id, reason.group(1), LocalDate.MIN, false);
        }
    }

    /** Returns whether findings of {@code id} are allowed on {@code today}. */
    boolean allows(String id, LocalDate today) {
        return complete && rule.equals(id) && !today.isAfter(until);
    }
}
