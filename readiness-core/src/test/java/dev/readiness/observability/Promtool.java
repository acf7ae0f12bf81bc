package dev.readiness.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;

/** Prometheus's own judge of rules, where it is installed. */
final class Promtool {

    private Promtool() {}

    /** Skips the test, with a notice, where there is none. */
    static void assumePresent() {
        boolean present = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "promtool")));
        if (!present) {
            System.err.println("notice: promtool is not installed (Debian: prometheus); generated rules are not tried");
        }
        Assumptions.assumeTrue(present, "promtool is not installed");
    }

    /** Returns what it says, with its exit code as last line. */
    static String run(Path directory, List<String> arguments) {
        try {
            List<String> command = new ArrayList<>(List.of("promtool"));
            command.addAll(arguments);
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return output + "exit " + process.waitFor();
        } catch (IOException | InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** Returns the names of the test files that pass. */
    static Set<String> passing(Path directory, List<String> testFiles) {
        List<String> arguments = new ArrayList<>(List.of("test", "rules"));
        arguments.addAll(testFiles);
        Set<String> passing = new TreeSet<>();
        String file = "";
        for (String line : run(directory, arguments).lines().toList()) {
            if (line.startsWith("Unit Testing:")) {
                file = line.substring("Unit Testing:".length()).strip();
            } else if (line.strip().equals("SUCCESS")) {
                passing.add(file);
            }
        }
        return passing;
    }

    static List<String> files(Path directory) {
        try (var files = Files.list(directory)) {
            return files.map(file -> directory.getFileName() + "/" + file.getFileName())
                    .sorted()
                    .toList();
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
