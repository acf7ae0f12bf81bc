package dev.readiness.scaling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How much is let in at once, and what is said to those who are not.
 *
 * @param most requests that may be in at once, all slices together; fewer than the threads of the server, or nobody is left to
 *     refuse the rest
 * @param least requests that each slice may always have in, at least 1
 * @param tolerance how many times as long as without load an answer may take on average, from 1.1 to 10
 * @param retryAfter shortest time after which who was refused should come back, in whole seconds from 1 on
 */
public record LoadSheddingSettings(int most, int least, double tolerance, Duration retryAfter) {

    /** Checks that the numbers are within their ranges; the message has one line for each that is not. */
    public LoadSheddingSettings {
        Objects.requireNonNull(retryAfter, "retryAfter");
        List<String> problems = problems(most, least, tolerance, retryAfter);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
        }
    }

    /** Returns settings for {@code most} requests at once: at least 2, half as long again as without load, and 1 s. */
    public static LoadSheddingSettings of(int most) {
        return new LoadSheddingSettings(most, Math.min(2, most), 1.5, Duration.ofSeconds(1));
    }

    private static List<String> problems(int most, int least, double tolerance, Duration retryAfter) {
        List<String> problems = new ArrayList<>();
        if (most < 1) {
            problems.add("'most' must be at least 1 but is " + most);
        }
        if (least < 1 || least > Math.max(1, most)) {
            problems.add("'least' must be between 1 and 'most' (%d) but is %d".formatted(most, least));
        }
        if (!(tolerance >= 1.1 && tolerance <= 10)) {
            problems.add("'tolerance' must be between 1.1 and 10 but is " + tolerance);
        }
        if (retryAfter.toSeconds() < 1 || retryAfter.toNanosPart() != 0) {
            problems.add("'retryAfter' must be whole seconds, at least 1, but is " + retryAfter);
        }
        return problems;
    }
}
