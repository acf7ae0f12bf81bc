package dev.readiness.migration;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one statement did on a scratch database. Only what existed before the pending migrations is listed.
 *
 * @param file name of the script
 * @param line its first line, from 1
 * @param sql its text
 * @param locks the strongest lock on each table, view or materialized view, by name
 * @param rewritten tables and materialized views that were written anew
 * @param scanned tables that were read from one end to the other
 * @param gone tables, columns, views, types, functions and the like that the running version would look for in vain
 * @param failure what the database said if it refused the statement
 * @param observed whether locks could be read; not if the statement needs no transaction
 */
public record MeasuredStatement(
        String file,
        int line,
        String sql,
        Map<String, TableLock> locks,
        Set<String> rewritten,
        Set<String> scanned,
        Set<String> gone,
        Optional<String> failure,
        boolean observed) {

    /** Checks and copies the parts. */
    public MeasuredStatement {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(sql, "sql");
        locks = java.util.Collections.unmodifiableMap(new TreeMap<>(locks));
        rewritten = java.util.Collections.unmodifiableSet(new TreeSet<>(rewritten));
        scanned = java.util.Collections.unmodifiableSet(new TreeSet<>(scanned));
        gone = java.util.Collections.unmodifiableSet(new TreeSet<>(gone));
        Objects.requireNonNull(failure, "failure");
    }

    /** Returns the same, but what is in {@code present} is not gone. */
    MeasuredStatement withoutNames(Set<String> present) {
        Set<String> absent = new TreeSet<>(gone);
        absent.removeAll(present);
        // A view may have taken the place of a table, or a table that of a view, and offers the same names without
        // their places.
        Set<String> offered = present.stream().map(MeasuredStatement::placeless).collect(Collectors.toSet());
        absent.removeIf(
                name -> placeless(name).equals(name) ? offered.contains(name) : present.contains(placeless(name)));
        return new MeasuredStatement(file, line, sql, locks, rewritten, scanned, absent, failure, observed);
    }

    private static String placeless(String name) {
        int place = name.lastIndexOf(" #");
        return name.startsWith("column ") && place > 0 ? name.substring(0, place) : name;
    }

    /** Returns whether a table that others use was rewritten, or scanned, while nobody could write to it. */
    public boolean blocksLong() {
        return locks.entrySet().stream()
                .anyMatch(lock -> lock.getValue().blocksWrites()
                        && (rewritten.contains(lock.getKey()) || scanned.contains(lock.getKey())));
    }

    /** Returns whether the running version would look for something in vain. */
    public boolean breaksRunningVersion() {
        return !gone.isEmpty();
    }

    /** Returns the strongest lock on anything that existed before. */
    public TableLock lock() {
        return locks.values().stream().max(TableLock::compareTo).orElse(TableLock.NONE);
    }

    /** Returns hazard or safe by what was seen; unknown if it failed or could not be observed. */
    public LintVerdict verdict() {
        if (blocksLong() || breaksRunningVersion()) {
            return LintVerdict.HAZARD;
        }
        return failure.isPresent() || !observed ? LintVerdict.UNKNOWN : LintVerdict.SAFE;
    }
}
