package dev.readiness.migration;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The bootstrap for the command line: {@code java -cp … dev.readiness.migration.BootstrapCommand directory}.
 *
 * <p>Where the databases are is read from the environment, so that no password shows in a list of processes:
 * {@code READINESS_LIVE_URL}, {@code READINESS_LIVE_USER}, {@code READINESS_LIVE_PASSWORD}, and the same with {@code SCRATCH}.
 * Prints the properties to change. Ends with 1 if the bootstrap refuses, with 2 if it cannot begin.
 */
public final class BootstrapCommand {

    private BootstrapCommand() {}

    /** Bootstraps into the directory named in {@code arguments}. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        List<String> problems = new ArrayList<>();
        if (arguments.size() != 1) {
            problems.add("Name the one directory where migrations will be, like src/main/resources/db/migration, not "
                    + arguments);
        }
        for (String variable : List.of("READINESS_LIVE_URL", "READINESS_SCRATCH_URL")) {
            if (!environment.getOrDefault(variable, "").startsWith("jdbc:postgresql:")) {
                problems.add("The environment variable " + variable + " must be a JDBC URL of PostgreSQL");
            }
        }
        if (!problems.isEmpty()) {
            problems.forEach(err::println);
            return 2;
        }
        try {
            MigrationBootstrap bootstrap =
                    MigrationBootstrap.of(source(environment, "LIVE"), source(environment, "SCRATCH"));
            out.print(bootstrap.run(Path.of(arguments.get(0))));
            return 0;
        } catch (BootstrapRefusedException ex) {
            err.println(ex.getMessage());
            return 1;
        } catch (SQLException | IOException ex) {
            err.println("Cannot bootstrap: " + ex.getMessage());
            return 2;
        }
    }

    private static DataSource source(Map<String, String> environment, String which) {
        return Flyway.configure()
                .dataSource(
                        environment.getOrDefault("READINESS_" + which + "_URL", ""),
                        environment.get("READINESS_" + which + "_USER"),
                        environment.get("READINESS_" + which + "_PASSWORD"))
                .getDataSource();
    }
}
