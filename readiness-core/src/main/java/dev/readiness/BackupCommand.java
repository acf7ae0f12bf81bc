package dev.readiness;

import dev.readiness.backup.BackupDatabase;
import dev.readiness.backup.BackupException;
import dev.readiness.backup.BackupKey;
import dev.readiness.backup.Backups;
import dev.readiness.backup.RestoreEvidence;
import dev.readiness.backup.ScratchServer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Backups of a PostgreSQL for the command line: {@code java -cp … dev.readiness.BackupCommand run directory}, {@code test file} or
 * {@code restore file}.
 *
 * <p>Everything secret is read from the environment: {@code READINESS_BACKUP_KEY}, {@code READINESS_DATABASE_URL}, {@code …_USER},
 * {@code …_PASSWORD}, and for tests {@code READINESS_SCRATCH_URL} and the same. {@code restore} restores into the database of
 * {@code READINESS_DATABASE_URL}, which must be empty. Ends with 1 if it fails, with 2 if it cannot begin.
 */
public final class BackupCommand {

    private BackupCommand() {}

    /** Does what {@code arguments} say. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        List<String> problems = new ArrayList<>();
        String action = arguments.size() == 2 ? arguments.get(0) : "";
        if (!List.of("run", "test", "restore").contains(action)) {
            problems.add("Say 'run' and a directory, or 'test' or 'restore' and a file, not " + arguments);
        }
        String url = environment.getOrDefault("READINESS_DATABASE_URL", "");
        if (!url.startsWith("jdbc:postgresql:")) {
            problems.add("The environment variable READINESS_DATABASE_URL must be a JDBC URL of PostgreSQL");
        }
        Optional<BackupKey> key = key(environment, problems);
        Optional<ScratchServer> scratch = scratch(environment, action.equals("test"), problems);
        if (!problems.isEmpty() || key.isEmpty()) {
            problems.forEach(err::println);
            return 2;
        }
        DataSource database = database(url, environment);
        Path path = Path.of(arguments.get(1)).toAbsolutePath();
        Path directory = action.equals("run") ? path : path.resolveSibling("");
        Backups backups = Backups.of(
                BackupDatabase.postgres(database, new PostgresSchema(), scratch.orElse(null)), directory, key.get());
        try {
            return act(action, backups, path, database, out, err);
        } catch (BackupException ex) {
            err.println(ex.getMessage());
            return 1;
        }
    }

    private static int act(
            String action, Backups backups, Path path, DataSource database, PrintStream out, PrintStream err) {
        if (action.equals("run")) {
            out.println("Backed up to " + backups.run());
        } else if (action.equals("restore")) {
            backups.restore(path, database);
            out.println("Restored and compared " + path);
        } else {
            RestoreEvidence evidence = backups.test(path);
            evidence.leftOut().forEach(what -> out.println("Not in the backup: " + what));
            evidence.problems().forEach(err::println);
            if (!evidence.passed()) {
                return 1;
            }
            out.println("Restored and compared " + evidence.tables() + " tables with " + evidence.rows() + " rows in "
                    + evidence.took().toSeconds() + " s");
        }
        return 0;
    }

    private static Optional<BackupKey> key(Map<String, String> environment, List<String> problems) {
        try {
            return Optional.of(BackupKey.parse(environment.getOrDefault("READINESS_BACKUP_KEY", "")));
        } catch (IllegalArgumentException ex) {
            problems.add("The environment variable READINESS_BACKUP_KEY cannot be used: " + ex.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<ScratchServer> scratch(
            Map<String, String> environment, boolean needed, List<String> problems) {
        String url = environment.getOrDefault("READINESS_SCRATCH_URL", "");
        if (!url.startsWith("jdbc:postgresql:")) {
            if (needed) {
                problems.add("The environment variable READINESS_SCRATCH_URL must be a JDBC URL of PostgreSQL");
            }
            return Optional.empty();
        }
        return Optional.of(ScratchServer.of(
                url, environment.get("READINESS_SCRATCH_USER"), environment.get("READINESS_SCRATCH_PASSWORD")));
    }

    private static DataSource database(String url, Map<String, String> environment) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        @Nullable String user = environment.get("READINESS_DATABASE_USER");
        if (user != null) {
            source.setUser(user);
            source.setPassword(environment.get("READINESS_DATABASE_PASSWORD"));
        }
        return source;
    }
}
