package dev.readiness.backup;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server where a database may be made for each tested restore. Only databases that were made here are dropped. It
 * may be the server of the live database, whose disk and time it then shares. Prints no password.
 */
public final class ScratchServer {

    private static final String PREFIX = "readiness_restore_";

    private final String url;
    private final @Nullable String user;
    private final @Nullable String password;

    private ScratchServer(String url, @Nullable String user, @Nullable String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /**
     * Returns the server behind {@code url}, which names any existing database on it, like {@code jdbc:postgresql://scratch/postgres}.
     *
     * @param user a user that may create databases; with the password, unless the URL names them
     * @throws IllegalArgumentException if it is no URL of PostgreSQL
     */
    public static ScratchServer of(String url, @Nullable String user, @Nullable String password) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "The scratch server must be given as a URL that begins with jdbc:postgresql:, with an existing database");
        }
        return new ScratchServer(url, user, password);
    }

    ScratchDatabase create(String encoding, String collation) throws SQLException {
        String name =
                PREFIX + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        execute("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING " + literal(encoding) + " LOCALE "
                + literal(collation));
        PGSimpleDataSource created = new PGSimpleDataSource();
        created.setUrl(url);
        created.setDatabaseName(name);
        // Unless they are in the URL.
        if (user != null) {
            created.setUser(user);
        }
        if (password != null) {
            created.setPassword(password);
        }
        return new ScratchDatabase() {
            @Override
            public DataSource dataSource() {
                return created;
            }

            @Override
            public void close() throws SQLException {
                execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            }
        };
    }

    private void execute(String sql) throws SQLException {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        try (Connection connection = DriverManager.getConnection(url, properties);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Returns {@code ScratchServer[redacted]}: a URL may hold a password. */
    @Override
    public String toString() {
        return "ScratchServer[redacted]";
    }
}
