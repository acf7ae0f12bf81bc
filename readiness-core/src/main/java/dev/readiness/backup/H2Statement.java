package dev.readiness.backup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement of H2's SCRIPT.
 *
 * @param kind what it does
 * @param name the table, quoted, of a table or a row; else nothing
 * @param sql the statement as a restore runs it
 */
record H2Statement(Kind kind, String name, String sql) {

    private static final String QUOTED = "(\"[^\"]*+(?:\"\"[^\"]*+)*+\"\\.\"[^\"]*+(?:\"\"[^\"]*+)*+\")";

    private static final Pattern TABLE = Pattern.compile("CREATE (?:CACHED|MEMORY) TABLE " + QUOTED);
    private static final Pattern ROW = Pattern.compile("INSERT INTO (" + QUOTED + "|SYSTEM_LOB_STREAM)");
    private static final Pattern LINKED = Pattern.compile("CREATE (?:FORCE )?LINKED TABLE " + QUOTED);
    private static final Pattern RIGHT = Pattern.compile("(?:CREATE USER|CREATE ROLE|GRANT) ");
    private static final Pattern HELPER =
            Pattern.compile("(?:CREATE|DROP) (?:CACHED LOCAL TEMPORARY TABLE|TABLE|ALIAS|PRIMARY KEY) [^(;]*SYSTEM_"
                    + "(?:LOB_STREAM|COMBINE_)|CALL SYSTEM_COMBINE_");
    private static final Pattern OWNER = Pattern.compile(" AUTHORIZATION \"[^\"]*+(?:\"\"[^\"]*+)*+\";$");

    /** What a statement does. */
    enum Kind {
        /** Makes a table. */
        TABLE,
        /** Makes a row, or a piece of a large value of one. */
        ROW,
        /** Makes anything else. */
        OTHER,
        /** Only helps to load large values. */
        HELPER,
        /** Makes users, roles or rights, which belong to the place. */
        RIGHT,
        /** Makes a table whose rows are elsewhere, with the password for that. */
        LINKED,
        /** Is a comment, or sets what belongs to the place and not to the data. */
        IGNORED
    }

    /**
     * Reads a statement.
     *
     * @throws BackupException if H2 itself could not run it again
     */
    static H2Statement of(String sql) {
        if (sql.startsWith("CREATE FORCE MATERIALIZED VIEW ")) {
            throw new BackupException(
                    "The database has a materialized view, which H2 writes into its script and cannot read"
                            + " from it; nothing was backed up. Make it a view or a table");
        }
        if (sql.startsWith("--") || (sql.startsWith("SET ") && !sql.startsWith("SET COLLATION "))) {
            return new H2Statement(Kind.IGNORED, "", sql);
        }
        if (RIGHT.matcher(sql).lookingAt()) {
            return new H2Statement(Kind.RIGHT, "", sql);
        }
        if (HELPER.matcher(sql).lookingAt()) {
            return new H2Statement(Kind.HELPER, "", sql);
        }
        Matcher row = ROW.matcher(sql);
        if (row.lookingAt()) {
            return new H2Statement(Kind.ROW, row.group(1), sql);
        }
        Matcher linked = LINKED.matcher(sql);
        if (linked.lookingAt()) {
            return new H2Statement(Kind.LINKED, linked.group(1), sql);
        }
        Matcher table = TABLE.matcher(sql);
        if (table.lookingAt()) {
            // Whether rows are kept in memory is a matter of the place.
            return new H2Statement(Kind.TABLE, table.group(1), "CREATE TABLE " + sql.substring(table.start(1)));
        }
        return new H2Statement(
                Kind.OTHER,
                "",
                sql.startsWith("CREATE SCHEMA ") ? OWNER.matcher(sql).replaceFirst(";") : sql);
    }

    boolean isRestored() {
        return switch (kind) {
            case TABLE, ROW, OTHER, HELPER -> true;
            case RIGHT, LINKED, IGNORED -> false;
        };
    }
}
