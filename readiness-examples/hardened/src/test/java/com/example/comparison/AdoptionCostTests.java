package com.example.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Counts what the hardened clinic cost, for docs/adoption.md: lines that were added and taken away, as a diff counts them.
 * Blank lines and comments do not count; lines of imports do.
 */
class AdoptionCostTests {

    private static final Path EXAMPLES = Path.of("..");
    private static final Path PAGE = Path.of("../../docs/adoption.md");
    private static final Pattern COMMENT = Pattern.compile("(//|/\\*|\\*|#|--|<!--).*");
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>.*?</dependency>", Pattern.DOTALL);

    @Test
    void thePageSaysWhatASkateboardCost() throws IOException {
        Change build = change(dependencies("prototype"), dependencies("hardened"));
        Change configuration = change(
                configuration("prototype", "application.properties"),
                configuration("hardened", "application.properties", "application-skateboard.properties"));
        Change code = change(filesOf("prototype", "java"), filesOf("hardened", "java"));
        Change data = change(filesOf("prototype", "resources/db"), filesOf("hardened", "resources/db"));

        assertThat(PAGE)
                .content()
                .contains("| skateboard | %s | %s | %s | %s |".formatted(build, configuration, code, data));
    }

    @Test
    void thePageSaysWhatTheLaterStagesAdd() {
        Change bicycle = change(Map.of(), configuration("hardened", "application-bicycle.properties"));
        Change car = change(Map.of(), configuration("hardened", "application-car.properties"));

        assertThat(PAGE)
                .content()
                .contains("| bicycle | 0 | %s | 0 | 0 |".formatted(bicycle), "| car | 0 | %s | 0 | 0 |".formatted(car));
    }

    private static Path resources(String example, String name) {
        return EXAMPLES.resolve(example).resolve("src/main/resources").resolve(name);
    }

    private static Map<String, List<String>> configuration(String example, String... names) {
        return Stream.of(names).collect(Collectors.toMap(name -> name, name -> lines(resources(example, name))));
    }

    /** Those that the application has when it runs, each with its lines. */
    private static Map<String, List<String>> dependencies(String example) throws IOException {
        String pom = Files.readString(EXAMPLES.resolve(example).resolve("pom.xml"));
        String application = pom.contains("<profiles>") ? pom.substring(0, pom.indexOf("<profiles>")) : pom;
        return DEPENDENCY
                .matcher(application)
                .results()
                .map(MatchResult::group)
                .filter(dependency -> !dependency.contains("<scope>test</scope>"))
                .collect(Collectors.toMap(
                        dependency -> dependency,
                        dependency -> dependency.lines().toList()));
    }

    private static Map<String, List<String>> filesOf(String example, String folder) throws IOException {
        Path root = EXAMPLES.resolve(example).resolve("src/main").resolve(folder);
        if (!Files.exists(root)) {
            return Map.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> root.relativize(file).toString(), AdoptionCostTests::lines));
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !COMMENT.matcher(line).matches())
                    .toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static Change change(Map<String, List<String>> before, Map<String, List<String>> after) {
        Map<String, List<String>> all = new TreeMap<>(before);
        all.putAll(after);
        int parts = 0;
        int added = 0;
        int removed = 0;
        for (String name : all.keySet()) {
            List<String> old = Objects.requireNonNullElse(before.get(name), List.of());
            List<String> now = Objects.requireNonNullElse(after.get(name), List.of());
            int kept = common(old, now);
            parts += old.equals(now) ? 0 : 1;
            added += now.size() - kept;
            removed += old.size() - kept;
        }
        return new Change(parts, added, removed);
    }

    /** Length of the longest common subsequence. */
    private static int common(List<String> old, List<String> now) {
        int[][] length = new int[old.size() + 1][now.size() + 1];
        for (int i = 1; i <= old.size(); i++) {
            for (int j = 1; j <= now.size(); j++) {
                length[i][j] = old.get(i - 1).equals(now.get(j - 1))
                        ? length[i - 1][j - 1] + 1
                        : Math.max(length[i - 1][j], length[i][j - 1]);
            }
        }
        return length[old.size()][now.size()];
    }

    /** How many files, or dependencies, differ, and by how many lines. */
    private record Change(int parts, int added, int removed) {

        @Override
        public String toString() {
            return "+%d −%d (%d)".formatted(added, removed, parts);
        }
    }
}
