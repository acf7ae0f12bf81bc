package dev.readiness.migration;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.flywaydb.core.Flyway;

/** One of many processes that start at once: says {@code ready}, waits for a byte, migrates, and says how that ended and when. */
final class MigratorProcess {

    private MigratorProcess() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(arguments[0]);
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(0);
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionTimeout(120_000);
        out.println("ready");
        System.in.read();
        try (HikariDataSource dataSource = new HikariDataSource(pool)) {
            MigrationOutcome outcome = SafeMigrator.of(Flyway.configure()
                            .dataSource(dataSource)
                            .locations("filesystem:" + arguments[1])
                            .load())
                    // Who is killed is to leave a statement behind that waits until somebody ends it.
                    .with(new MigratorSettings(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(15)))
                    .migrate();
            out.println("end " + outcome.result() + " " + outcome.applied().size() + " "
                    + Instant.now().toEpochMilli());
        }
    }
}
