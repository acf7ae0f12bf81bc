package com.example.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/hardening-the-clinic.md true. */
class HardeningTheClinicTests {

    private static final Path ROOT = Path.of("../..");

    @Test
    void eachLineThatThePageTakesAwayIsInThePrototypeOnly() throws IOException {
        assertThat(linesMarkedWith("-"))
                .isNotEmpty()
                .isSubsetOf(sourceOf("prototype"))
                .doesNotContainAnyElementsOf(sourceOf("hardened"));
    }

    @Test
    void eachLineThatThePageAddsIsInTheHardenedClinicOnly() throws IOException {
        assertThat(linesMarkedWith("+"))
                .isNotEmpty()
                .isSubsetOf(sourceOf("hardened"))
                .doesNotContainAnyElementsOf(sourceOf("prototype"));
    }

    private static List<String> linesMarkedWith(String mark) throws IOException {
        try (Stream<String> lines = Files.lines(ROOT.resolve("docs/hardening-the-clinic.md"))) {
            return lines.filter(line -> line.startsWith(mark + "    "))
                    .map(line -> line.substring(1).strip())
                    .toList();
        }
    }

    private static List<String> sourceOf(String example) throws IOException {
        try (Stream<Path> files =
                Files.walk(ROOT.resolve("readiness-examples").resolve(example).resolve("src/main/java"))) {
            return files.filter(Files::isRegularFile)
                    .flatMap(HardeningTheClinicTests::linesOf)
                    .map(String::strip)
                    .collect(Collectors.toUnmodifiableList());
        }
    }

    private static Stream<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
