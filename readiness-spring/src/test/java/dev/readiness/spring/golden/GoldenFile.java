package dev.readiness.spring.golden;

import dev.readiness.assessment.Assessment;
import dev.readiness.assessment.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the report must say of an application, and what it must not, as a file of lines.
 *
 * <p>The first part is written by the report (see {@link #rewrite}), and read by whoever reviews the change. The second part
 * is written by hand: a line holds a rule, a rule and a place, or the beginning of rules with its dot,
 * of which no failure may be said.
 */
record GoldenFile(Path path, List<String> said, List<String> notSaid) {

    private static final String SAID = "said:";

    private static final String NOT_SAID = "not said:";

    static GoldenFile of(String application) {
        Path path = Path.of("src/test/resources/golden", application + ".txt");
        List<String> lines = Files.exists(path) ? linesOf(path) : List.of(SAID, NOT_SAID);
        int border = lines.indexOf(NOT_SAID);
        return new GoldenFile(path, lines.subList(1, border), lines.subList(border + 1, lines.size()));
    }

    /** Returns the failures and unknowns of {@code assessment}, one a line. */
    static List<String> said(Assessment assessment) {
        return assessment.findings().stream()
                .filter(finding -> finding.result() == Result.FAIL || finding.result() == Result.UNKNOWN)
                .map(finding -> finding.result() + " " + finding.ruleId() + " " + finding.where())
                .sorted()
                .toList();
    }

    /** Returns the lines of {@code said} that accuse somebody of what must not be said. */
    List<String> falseAccusations(List<String> said) {
        return said.stream()
                .filter(line -> notSaid.stream()
                        .map(forbidden -> Result.FAIL + " " + forbidden)
                        .anyMatch(forbidden -> isSaidOf(line, forbidden)))
                .toList();
    }

    private static boolean isSaidOf(String line, String forbidden) {
        return line.equals(forbidden) || line.startsWith(forbidden.endsWith(".") ? forbidden : forbidden + " ");
    }

    /** Replaces the first part of the file. */
    void rewrite(List<String> now) {
        List<String> lines = new ArrayList<>(List.of(SAID));
        Stream.of(now, List.of(NOT_SAID), notSaid).forEach(lines::addAll);
        try {
            Files.write(path, lines);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static List<String> linesOf(Path path) {
        try {
            return Files.readAllLines(path);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
