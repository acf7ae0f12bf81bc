package com.example.minimal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the one dependency adds to the smallest web application is what docs/adoption.md says. */
class AddedJarsIT {

    private static final Pattern STATED = Pattern.compile("adds (\\d+) jars, (\\d+\\.\\d) MB");
    private static final double MEGABYTE = 1_000_000;

    @Test
    void theDependencyAddsWhatThePageSays() throws IOException {
        List<Path> added = classPath("added");
        double megabytes =
                added.stream().map(Path::toFile).mapToLong(File::length).sum() / MEGABYTE;
        System.out.printf(
                "%d jars alone, %d added with %.2f MB%n", classPath("alone").size(), added.size(), megabytes);

        assertThat(added)
                .extracting(jar -> jar.getFileName().toString().replaceFirst("-\\d.*", ""))
                .containsExactlyInAnyOrder(
                        "readiness-spring",
                        "readiness-core",
                        "bucket4j_jdk17-core",
                        "caffeine",
                        "resilience4j-core",
                        "resilience4j-ratelimiter");
        MatchResult stated = STATED.matcher(Files.readString(Path.of("../../docs/adoption.md")))
                .results()
                .findFirst()
                .orElseThrow();
        assertThat(added).hasSize(Integer.parseInt(stated.group(1)));
        assertThat(Double.parseDouble(stated.group(2))).isCloseTo(megabytes, within(0.3));
    }

    private static List<Path> classPath(String name) throws IOException {
        return Stream.of(
                        Files.readString(Path.of("target", name + ".classpath")).split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }
}
