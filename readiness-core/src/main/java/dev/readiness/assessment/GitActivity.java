package dev.readiness.assessment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reads from a git history how long people were active on some files.
 *
 * <p>Commits less than two hours apart belong to one sitting, and each sitting began two hours before its first commit: a
 * usual reckoning for such histories. It is activity, not working time, and is labelled so. Where there is no git or no
 * history, nothing is known, and nothing fails.
 */
public final class GitActivity {

    private static final Duration PAUSE = Duration.ofHours(2);

    private final Path repository;

    /** Creates a reader of the history of {@code repository}: a folder inside a working copy. */
    public GitActivity(Path repository) {
        this.repository = repository;
    }

    /**
     * Returns how long people were active on the files whose names are {@code names}, in whatever folder they lie.
     *
     * @param names names without an extension, for example {@code AppointmentController}
     */
    public Optional<Duration> on(Collection<String> names) {
        List<String> command = new ArrayList<>(List.of("git", "log", "--format=%ct", "--"));
        names.stream().sorted().forEach(name -> command.add(":(top,glob)**/" + name + ".*"));
        Duration active = names.isEmpty() ? Duration.ZERO : active(secondsOf(command));
        return active.isZero() ? Optional.empty() : Optional.of(active);
    }

    static Duration active(List<Long> seconds) {
        Duration total = Duration.ZERO;
        long before = Long.MIN_VALUE / 2;
        for (long second : seconds.stream().sorted().toList()) {
            long gap = second - before;
            total = total.plusSeconds(gap < PAUSE.toSeconds() ? gap : PAUSE.toSeconds());
            before = second;
        }
        return total;
    }

    private List<Long> secondsOf(List<String> command) {
        try {
            Process git = new ProcessBuilder(command)
                    .directory(repository.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0
                    ? output.lines().map(Long::valueOf).toList()
                    : List.of();
        } catch (IOException ex) {
            return List.of();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
