package dev.readiness.migration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * What a start costs that has nothing to migrate, beside plain Flyway in the same run, and what rows that do not fit cost those who
 * write meanwhile. Run it with {@code mvn -Dquick -Pmigration-figures -pl readiness-core test}. The arguments are the number of
 * applied migrations and of rows.
 */
final class MigrationFigures {

    private static final int ROUNDS = 15;

    private static final PrintStream OUT = System.out;

    private MigrationFigures() {}

    public static void main(String[] arguments) throws Exception {
        int migrations =
                arguments.length > 0 && !arguments[0].isBlank() ? Integer.parseInt(arguments[0].strip()) : 1000;
        int rows = arguments.length > 1 ? Integer.parseInt(arguments[1].strip()) : 1_000_000;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            starts(database(postgres, "starts"), migrations);
            preflight(postgres, rows);
        }
    }

    private static void starts(DataSource database, int migrations) throws IOException {
        Path scripts = Files.createTempDirectory("migration-figures");
        for (int i = 1; i <= migrations; i++) {
            Files.writeString(
                    scripts.resolve("V" + i + "__table.sql"), "CREATE TABLE t" + i + " (id bigint PRIMARY KEY);");
        }
        flyway(database, scripts).migrate();
        double[] plain = new double[ROUNDS];
        double[] safe = new double[ROUNDS];
        for (int i = -3; i < ROUNDS; i++) {
            double[] pair = new double[2];
            // The later of both finds warmer caches, so they take turns.
            for (int k = 0; k < 2; k++) {
                int which = (k + i + 4) % 2;
                long begin = System.nanoTime();
                if (which == 0) {
                    flyway(database, scripts).migrate();
                } else {
                    SafeMigrator.of(flyway(database, scripts)).migrate();
                }
                pair[which] = seconds(begin);
            }
            if (i >= 0) {
                plain[i] = pair[0];
                safe[i] = pair[1];
            }
        }
        OUT.printf(
                "%,d applied, nothing to do: Flyway alone %.0f ms, SafeMigrator %.0f ms (medians of %d): %.2f times%n",
                migrations, median(plain) * 1000, median(safe) * 1000, ROUNDS, median(safe) / median(plain));
    }

    private static void preflight(EmbeddedPostgres postgres, int rows) throws Exception {
        double direct = stalled(database(postgres, "direct"), rows, false);
        double safe = stalled(database(postgres, "safe"), rows, true);
        OUT.printf(
                "%,d rows, longest wait of a writer: directly %.0f ms, with preflight, quarantine and the safe version"
                        + " %.0f ms: %.3f of it%n",
                rows, direct * 1000, safe * 1000, safe / direct);
    }

    /** Makes a column NOT NULL for which 0.1 % of the rows have no value, and returns the longest wait of who writes. */
    private static double stalled(DataSource database, int rows, boolean safely) throws Exception {
        Path scripts = Files.createTempDirectory("migration-figures");
        Files.writeString(
                scripts.resolve("V1__person.sql"),
                "CREATE TABLE person (id bigint PRIMARY KEY, email text, note text); CREATE TABLE visit (id bigint PRIMARY KEY,"
                        + " person_id bigint REFERENCES person); CREATE INDEX ON visit (person_id); INSERT INTO person SELECT g,"
                        + " CASE WHEN g % 1000 <> 0 THEN 'mail' || g END, md5(g::text) || md5((g + 1)::text)"
                        + " FROM generate_series(1, " + rows
                        + ") g; INSERT INTO visit SELECT g, g FROM generate_series(1, "
                        + rows + ", 500) g");
        flyway(database, scripts).migrate();
        ScriptsOnPostgres.execute(database, "VACUUM ANALYZE person");
        if (safely) {
            Files.writeString(
                    scripts.resolve("V2__check.sql"),
                    "ALTER TABLE person ADD CONSTRAINT person_email_nn CHECK (email IS NOT NULL) NOT VALID;");
            Files.writeString(
                    scripts.resolve("V3__validate.sql"), "ALTER TABLE person VALIDATE CONSTRAINT person_email_nn;");
            Files.writeString(
                    scripts.resolve("V4__not_null.sql"),
                    "ALTER TABLE person ALTER COLUMN email SET NOT NULL; ALTER TABLE person DROP CONSTRAINT person_email_nn;");
        } else {
            Files.writeString(
                    scripts.resolve("V2__not_null.sql"),
                    "DELETE FROM visit WHERE person_id IN (SELECT id FROM person WHERE email IS NULL);"
                            + " DELETE FROM person WHERE email IS NULL; ALTER TABLE person ALTER COLUMN email SET NOT NULL;");
        }
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong longest = new AtomicLong();
        Thread writer = new Thread(() -> write(database, done, longest), "writer");
        writer.start();
        long begin = System.nanoTime();
        if (safely) {
            PreflightSettings settings = new PreflightSettings(PreflightPolicy.QUARANTINE, rows, 5000);
            Preflight.of(flyway(database, scripts), settings).look().forEach(OUT::println);
            OUT.printf("counted in %.2f s%n", seconds(begin));
            SafeMigrator.of(flyway(database, scripts)).with(settings).migrate();
        } else {
            flyway(database, scripts).migrate();
        }
        double took = seconds(begin);
        done.set(true);
        writer.join();
        OUT.printf("%s: %.2f s%n", safely ? "with preflight and quarantine" : "directly", took);
        if (safely) {
            replay(database);
        }
        return longest.get() / 1e9;
    }

    private static void replay(DataSource database) throws SQLException {
        Quarantine quarantine = Quarantine.of(database);
        long moved = quarantine.waiting();
        ScriptsOnPostgres.execute(
                database,
                "UPDATE readiness_quarantine SET row_data = jsonb_set(row_data::jsonb, '{email}', '\"mended\"')::json"
                        + " WHERE source LIKE '%person'");
        long begin = System.nanoTime();
        long back = quarantine.replay();
        OUT.printf(
                "%,d rows moved, %,d brought back in %.2f s, %,d still there; person has %,d rows%n",
                moved, back, seconds(begin), quarantine.waiting(), count(database));
    }

    private static long count(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM person")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void write(DataSource database, AtomicBoolean done, AtomicLong longest) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("UPDATE person SET note = 'x' WHERE id = ?")) {
            for (int i = 1; !done.get(); i = i % 900 + 1) {
                update.setLong(1, i);
                long begin = System.nanoTime();
                update.executeUpdate();
                longest.accumulateAndGet(System.nanoTime() - begin, Math::max);
            }
        } catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static DataSource database(EmbeddedPostgres postgres, String name) throws SQLException {
        ScriptsOnPostgres.execute(postgres.getPostgresDatabase(), "CREATE DATABASE " + name);
        return postgres.getDatabase("postgres", name);
    }

    private static Flyway flyway(DataSource database, Path scripts) {
        return Flyway.configure()
                .dataSource(database)
                .locations("filesystem:" + scripts)
                .load();
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
