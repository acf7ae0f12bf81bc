package dev.readiness.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * Statements in a file. A statement may have lines of its own, so its length in characters is said before it, in a comment: the
 * file can be run by hand, too.
 */
final class H2Script {

    private static final String MARK = "--@";

    private static final Pattern LENGTH = Pattern.compile(MARK + "([1-9][0-9]{0,8})");

    private static final int LONGEST_LINE = MARK.length() + 9;

    private H2Script() {}

    static byte[] framed(String sql) {
        return (MARK + sql.length() + "\n" + sql + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Runs all statements.
     *
     * @throws BackupException if one fails, or they are not what {@link #framed} writes
     */
    static void run(InputStream script, Connection target) throws SQLException, IOException {
        Reader reader = new InputStreamReader(script, StandardCharsets.UTF_8);
        target.setAutoCommit(false);
        try (Statement statement = target.createStatement()) {
            // What looks like an escape of JDBC is part of a definition.
            statement.setEscapeProcessing(false);
            for (String sql = next(reader); !sql.isEmpty(); sql = next(reader)) {
                execute(statement, sql);
            }
            target.commit();
        } finally {
            target.setAutoCommit(true);
        }
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException ex) {
            // The message quotes rows.
            throw new BackupException("The script of the backup does not run (SQLSTATE " + ex.getSQLState() + ")", ex);
        }
    }

    /** Returns the next statement, or nothing at the end. */
    private static String next(Reader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        int letter = reader.read();
        if (letter < 0) {
            return "";
        }
        while (letter >= 0 && letter != '\n' && line.length() <= LONGEST_LINE) {
            line.append((char) letter);
            letter = reader.read();
        }
        var length = LENGTH.matcher(line);
        if (!length.matches()) {
            throw new BackupException("The script of the backup cannot be read");
        }
        return characters(reader, Integer.parseInt(length.group(1)));
    }

    private static String characters(Reader reader, int count) throws IOException {
        StringBuilder sql = new StringBuilder();
        char[] block = new char[1 << 13];
        while (sql.length() < count) {
            int read = reader.read(block, 0, Math.min(block.length, count - sql.length()));
            if (read < 0) {
                break;
            }
            sql.append(block, 0, read);
        }
        if (sql.length() < count || reader.read() != '\n') {
            throw new BackupException("The script of the backup breaks off");
        }
        return sql.toString();
    }
}
