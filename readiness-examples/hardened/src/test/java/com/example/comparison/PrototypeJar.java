package com.example.comparison;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.readiness.assessment.Assessment;
import dev.readiness.spring.assessment.Readiness;
import io.github.bucket4j.Bucket;
import io.github.resilience4j.core.registry.AbstractRegistry;
import io.github.resilience4j.ratelimiter.RateLimiter;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The prototype as the build has made it, and the same with the dependency on Readiness. */
final class PrototypeJar {

    static final Path JAR = Path.of("..", "prototype", "target", "prototype.jar")
            .toAbsolutePath()
            .normalize();

    private PrototypeJar() {}

    /** Starts the prototype as it is. */
    static ClinicProcess start(Path folder, List<String> arguments) throws IOException {
        return ClinicProcess.start(folder, concat(List.of("-jar", JAR.toString()), arguments));
    }

    /** Starts {@code main} with the classes of the prototype, its libraries, Readiness and what comes with it. */
    static ClinicProcess startWithReadiness(Path folder, String main, List<String> arguments) throws IOException {
        ClinicProcess extraction = ClinicProcess.start(
                folder, List.of("-Djarmode=tools", "-jar", JAR.toString(), "extract", "--destination", "extracted"));
        if (extraction.exitCode() != 0) {
            throw new IllegalStateException("The prototype could not be extracted: " + extraction.log());
        }
        String classPath = Stream.concat(
                        Stream.of(folder.resolve("extracted/prototype.jar"), folder.resolve("extracted/lib/*")),
                        readiness())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return ClinicProcess.start(folder, concat(List.of("-cp", classPath, main), arguments));
    }

    private static Stream<Path> readiness() {
        return Stream.of(
                        Readiness.class,
                        Assessment.class,
                        Bucket.class,
                        Caffeine.class,
                        RateLimiter.class,
                        AbstractRegistry.class)
                .map(PrototypeJar::jarOf);
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
