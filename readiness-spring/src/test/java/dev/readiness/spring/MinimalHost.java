package dev.readiness.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Runs a class in a process of its own whose class path lacks libraries that this one has.
 *
 * <p>A filtered class loader hides classes from conditions only; what our own classes link to is found all the same. Just
 * a process shows what an application really meets.
 */
final class MinimalHost {

    private final List<String> missing = new ArrayList<>();

    private MinimalHost() {}

    /** Returns a host that has none of the libraries whose file names begin with one of {@code prefixes}. */
    static MinimalHost without(String... prefixes) {
        MinimalHost host = new MinimalHost();
        host.missing.addAll(Arrays.asList(prefixes));
        return host;
    }

    /** Starts the process; its output is to be read by the caller. */
    Process start(Class<?> main, String... arguments) throws IOException {
        return new ProcessBuilder(command(main, arguments))
                .redirectErrorStream(true)
                .start();
    }

    private List<String> command(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp"));
        command.add(classPath());
        command.add(main.getName());
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** Returns what the process printed until it ended. */
    String run(Class<?> main, String... arguments) {
        try {
            Process process = start(main, arguments);
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return output + "exit code " + process.waitFor();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private String classPath() {
        String separator = System.getProperty("path.separator");
        return Arrays.stream(System.getProperty("java.class.path").split(separator))
                .filter(Predicate.not(this::isMissing))
                .collect(Collectors.joining(separator));
    }

    private boolean isMissing(String entry) {
        String file = Path.of(entry).getFileName().toString();
        return missing.stream().anyMatch(file::startsWith);
    }
}
