package dev.readiness.secrets;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The leak scan for the command line: {@code java -cp readiness-core.jar dev.readiness.secrets.LeakScanCommand [tree…]}.
 *
 * <p>Prints place, kind, name and fingerprint of each leak and ends with 1 if there is any, with 2 if a tree or a file
 * cannot be read. The environment variable {@code READINESS_LEAK_SALT} makes fingerprints the same each time.
 */
public final class LeakScanCommand {

    private LeakScanCommand() {}

    /** Scans the trees named in {@code arguments}, or the working directory. */
    public static void main(String[] arguments) {
        System.exit(run(
                List.of(arguments), System.getenv().getOrDefault("READINESS_LEAK_SALT", ""), System.out, System.err));
    }

    static int run(List<String> trees, String salt, PrintStream out, PrintStream err) {
        LeakScan scan = salt.isEmpty() ? LeakScan.create() : LeakScan.withSalt(Secret.of(salt));
        List<LeakScanResult> results = new ArrayList<>();
        for (String tree : trees.isEmpty() ? List.of(".") : trees) {
            try {
                if (!Files.exists(Path.of(tree))) {
                    err.println("'" + tree + "' must be a directory or a file but does not exist");
                    return 2;
                }
                LeakScanResult result = scan.tree(Path.of(tree));
                out.println(result);
                results.add(result);
            } catch (IOException ex) {
                err.println("Cannot read '" + tree + "': " + ex.getClass().getSimpleName());
                return 2;
            }
        }
        return exitCode(results);
    }

    private static int exitCode(List<LeakScanResult> results) {
        if (results.stream().anyMatch(result -> !result.filesUnread().isEmpty())) {
            return 2;
        }
        return results.stream().allMatch(result -> result.leaks().isEmpty()) ? 0 : 1;
    }
}
