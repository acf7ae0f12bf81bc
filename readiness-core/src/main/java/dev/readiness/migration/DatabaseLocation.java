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
     * @throws SQLException if there is no connection
     */
    static DatabaseLocation of(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return new DatabaseLocation(connection.getMetaData().getURL());
        }
    }

    boolean isInMemory() {
        return IN_MEMORY.matcher(url).matches();
    }
}
