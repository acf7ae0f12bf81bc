package dev.readiness.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Where a database is, as its driver reports it.
 *
 * @param url JDBC URL without user, password and settings
 */
record DatabaseLocation(String url) {

    /** Where the settings begin; they may hold a password. */
    private static final Pattern SETTINGS = Pattern.compile("[?;].*");

    private static final Pattern USER_INFO = Pattern.compile("^(jdbc:oracle:[^:]*:|[^/]*//).*@");

    private static final Pattern IN_MEMORY =
            Pattern.compile("jdbc:(h2:((tcp|ssl)://[^/]*/)?mem:|hsqldb:mem:|derby:memory:|sqlite:(:memory:)?$).*");

    DatabaseLocation {
        url = USER_INFO.matcher(SETTINGS.matcher(url).replaceFirst("")).replaceFirst("$1");
    }

    /**
     * Asks the driver, over a connection of {@code dataSource}.
     *
     * @throws SQLException if there is no connection, or the driver does not say where it leads
     */
    static DatabaseLocation of(DataSource dataSource) throws SQLException {
        try (Connection connection = connect(dataSource)) {
            String url = connection.getMetaData().getURL();
            if (url == null) {
                throw new SQLException("The driver does not report its URL");
            }
            return new DatabaseLocation(url);
        }
    }

    /**
     * Borrows a connection. Pools that cannot be filled throw exceptions of their own, which become {@link SQLException}s
     * here.
     */
    static Connection connect(DataSource dataSource) throws SQLException {
        try {
            return dataSource.getConnection();
        } catch (RuntimeException ex) {
            throw new SQLException("The data source gave no connection", ex);
        }
    }

    boolean isInMemory() {
        return IN_MEMORY.matcher(url).matches();
    }
}
