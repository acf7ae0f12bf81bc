package dev.readiness.secrets;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.util.Credentials;
import com.zaxxer.hikari.util.DriverDataSource;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes the pool of a HikariCP data source to a new password, without a request that fails. */
public final class HikariPasswords {

    private HikariPasswords() {}

    /**
     * Lets {@code dataSource} follow {@code password}: new connections log in with the new value, those at work finish what
     * they do, and idle ones are replaced. Needs HikariCP 7 or later.
     *
     * <p>The pool moves only when the database lets the new value in. A file often changes a little before the role does:
     * until then the pool keeps the old value, which is a {@link SecretRotation#problem()}, and each look tries again.
     *
     * @throws SecretSourceException if the password has changed since {@code dataSource} got its own, and the database does
     *     not let the new one in; the pool follows nevertheless
     */
    public static void follow(RotatingSecret password, HikariDataSource dataSource) {
        password.onChange(secret -> move(null, password, dataSource));
        move(null, password, dataSource);
    }

    /**
     * Lets {@code dataSource} follow a user name that changes together with its password, as those do that Vault lends; as with
     * {@link #follow(RotatingSecret, HikariDataSource)} otherwise.
     *
     * @throws SecretSourceException if they have changed since {@code dataSource} got its own, and the database does not let
     *     the new ones in; the pool follows nevertheless
     */
    public static void follow(RotatingSecret user, RotatingSecret password, HikariDataSource dataSource) {
        user.onChange(secret -> move(user, password, dataSource));
        password.onChange(secret -> move(user, password, dataSource));
        move(user, password, dataSource);
    }

    private static void move(@Nullable RotatingSecret user, RotatingSecret password, HikariDataSource dataSource) {
        Secret current = password.current();
        String name = user == null ? dataSource.getUsername() : user.current().reveal();
        String present = dataSource.getPassword();
        if (present != null && Secret.of(present).equals(current) && Objects.equals(name, dataSource.getUsername())) {
            return;
        }
        logIn(name, password, current, dataSource);
        dataSource.setCredentials(Credentials.of(name, current.reveal()));
        HikariPoolMXBean pool = dataSource.getHikariPoolMXBean();
        if (pool != null) {
            pool.softEvictConnections();
        }
    }

    private static void logIn(
            @Nullable String user, RotatingSecret password, Secret current, HikariDataSource dataSource) {
        if (dataSource.getJdbcUrl() == null) {
            return; // connections come from the application's own class, which knows no other password
        }
        try {
            new DriverDataSource(
                            dataSource.getJdbcUrl(),
                            dataSource.getDriverClassName(),
                            dataSource.getDataSourceProperties(),
                            user,
                            current.reveal())
                    .getConnection()
                    .close();
        } catch (SQLException ex) {
            // Its message may quote the address with what it holds.
            throw new SecretSourceException("the database of pool " + dataSource.getPoolName()
                    + " does not let the new '" + password.name() + "' in (SQL state " + ex.getSQLState()
                    + "); the pool keeps the old one");
        }
    }
}
