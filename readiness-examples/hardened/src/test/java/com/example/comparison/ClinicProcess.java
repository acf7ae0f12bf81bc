package com.example.comparison;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A clinic in a process and a folder of its own. */
public final class ClinicProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private final Process process;
    private final Path log;

    private ClinicProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts {@code java} with the arguments in {@code folder}, on free ports. */
    public static ClinicProcess start(Path folder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m"));
        command.addAll(arguments);
        Path log = folder.resolve("log.txt");
        return new ClinicProcess(
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    /** Waits until the application has started and returns its port. */
    int port() {
        waitForLog("Started ClinicApplication in");
        Matcher port = PORT.matcher(log());
        if (!port.find()) {
            throw new IllegalStateException("No port in the log: " + log());
        }
        return Integer.parseInt(port.group(1));
    }

    /** Waits until the application has logged {@code text} and returns the whole log. */
    String waitForLog(String text) {
        await().atMost(PATIENCE).until(() -> log().contains(text) || !process.isAlive());
        if (!log().contains(text)) {
            throw new IllegalStateException("Stopped with " + process.exitValue() + ": " + log());
        }
        return log();
    }

    /** Asks the application to stop, as a service manager does, and returns its exit code. */
    public int stop() {
        process.destroy();
        return exitCode();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        await().atMost(PATIENCE).until(() -> !process.isAlive());
        return process.exitValue();
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
