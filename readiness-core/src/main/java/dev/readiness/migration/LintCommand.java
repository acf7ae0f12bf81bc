package dev.readiness.migration;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The lint for the command line: {@code java -cp readiness-core.jar:… dev.readiness.migration.LintCommand [option…] directory}.
 *
 * <p>Options: {@code --after=41} is the last version that has been applied everywhere, so that only later ones are judged;
 * {@code --server=16} the major version of PostgreSQL; {@code --schema=clinic} Flyway's default schema; {@code --json} for JSON; {@code --no-flyway-lock} if
 * {@code flyway.postgresql.transactional.lock=false} is set. Ends with 1 if anything is a hazard or was not understood, with 2
 * if the options or the files cannot be read.
 */
public final class LintCommand {

    /** The oldest version that its makers still maintain. */
    private static final int DEFAULT_SERVER = 14;

    private LintCommand() {}

    /** Judges the directory named in {@code arguments}. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        List<String> problems = new ArrayList<>();
        List<String> directories = new ArrayList<>();
        String after = "0";
        int server = DEFAULT_SERVER;
        String schema = "public";
        boolean json = false;
        boolean lock = true;
        for (String argument : arguments) {
            if (argument.matches("--after=[0-9]+([._][0-9]+)*")) {
                after = argument.substring("--after=".length());
            } else if (argument.matches("--server=(9|[1-9][0-9])")) {
                server = Integer.parseInt(argument.substring("--server=".length()));
            } else if (argument.equals("--json")) {
                json = true;
            } else if (argument.equals("--no-flyway-lock")) {
                lock = false;
            } else if (argument.matches("--schema=.+")) {
                schema = argument.substring("--schema=".length());
            } else if (argument.startsWith("--")) {
                problems.add("'" + argument
                        + "' is no option; write --after=41, --server=16, --schema=public, --json or --no-flyway-lock");
            } else {
                directories.add(argument);
            }
        }
        if (directories.size() != 1 || !Files.isDirectory(Path.of(directories.get(0)))) {
            problems.add("Name one directory of migrations, like src/main/resources/db/migration, not " + directories);
        }
        if (!problems.isEmpty()) {
            problems.forEach(err::println);
            return 2;
        }
        LintContext context = LintContext.ofVersion(server).withFlywayLock(lock).inSchema(schema);
        return lint(directories.get(0), after, context, json, out, err);
    }

    private static int lint(
            String directory, String after, LintContext context, boolean json, PrintStream out, PrintStream err) {
        try {
            LintReport report = MigrationLint.of(context).lint(Path.of(directory), after);
            out.print(json ? report.toJson() + System.lineSeparator() : report.toString());
            return report.isSafe() ? 0 : 1;
        } catch (IOException ex) {
            err.println("Cannot read '" + directory + "': " + ex.getClass().getSimpleName());
            return 2;
        }
    }
}
