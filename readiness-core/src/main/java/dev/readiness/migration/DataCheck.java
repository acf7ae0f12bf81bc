package dev.readiness.migration;

import java.util.Objects;

/**
 * Rows that a pending migration does not take.
 *
 * @param name table and columns or constraint, {@code person.email}, by which a side file speaks of it
 * @param migration script that does not take them
 * @param table as the script writes it
 * @param where which rows of the table, which is called {@code r}
 * @param problem what is wrong with them, in words
 * @param doubt why nothing can be said beforehand, or empty
 */
record DataCheck(String name, String migration, String table, String where, String problem, String doubt) {

    DataCheck {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(migration, "migration");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(doubt, "doubt");
    }

    DataCheck doubting(String why) {
        return new DataCheck(name, migration, table, where, problem, why);
    }

    String fromWhere() {
        return " FROM " + table + " AS r WHERE " + where;
    }
}
