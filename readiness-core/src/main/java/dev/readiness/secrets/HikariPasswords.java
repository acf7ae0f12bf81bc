package dev.readiness.secrets;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.util.Credentials;

/** Takes the pool of a HikariCP data source to a new password, without a request that fails. */
public final class HikariPasswords {

    private HikariPasswords() {}

    /**
     * Lets {@code dataSource} follow {@code password}: new connections log in with the new value, those at work finish what
     * they do, and idle ones are replaced. Needs HikariCP 7 or later.
     */
    public static void follow(RotatingSecret password, HikariDataSource dataSource) {
        password.onChange(secret -> {
            dataSource.setCredentials(
                    Credentials.of(dataSource.getUsername(), secret.current().reveal()));
            HikariPoolMXBean pool = dataSource.getHikariPoolMXBean();
            if (pool != null) {
                pool.softEvictConnections();
            }
        });
    }
}
