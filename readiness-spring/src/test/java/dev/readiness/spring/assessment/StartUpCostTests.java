package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures what the library adds to the start of an application with 200 endpoints: the same application in Java virtual machines
 * of its own, in turn with the library on the class path and without it. See docs/benchmarks.md for the command.
 */
@EnabledIfSystemProperty(named = "measure", matches = "true")
class StartUpCostTests {

    @Test
    void startUpWithAndWithoutTheLibrary() throws IOException, InterruptedException {
        List<Long> with = new ArrayList<>();
        List<Long> without = new ArrayList<>();
        for (int round = 0; round < Integer.getInteger("measure.rounds", 7); round++) {
            with.add(start(true));
            without.add(start(false));
        }

        System.out.println("processor time of the starting thread in ms: with " + summary(with) + ", without "
                + summary(without) + ", added " + (median(with) - median(without)));
    }

    private static long start(boolean library) throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        classPath(library),
                        ManyEndpointsApplication.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(output).isZero();
        assertThat(output.contains("HardeningReport")).as(output).isIn(library, false);
        String[] measured = output.lines()
                .filter(line -> line.startsWith("measured "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(output))
                .split(" ");
        assertThat(Integer.parseInt(measured[2])).isGreaterThanOrEqualTo(ManyEndpointsApplication.ENDPOINTS);
        return Long.parseLong(measured[1]);
    }

    private static String classPath(boolean library) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> library || !isLibrary(entry))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isLibrary(String entry) {
        String path = entry.replace('\\', '/');
        return path.contains("/readiness-core") || path.endsWith("/readiness-spring/target/classes");
    }

    private static String summary(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        return median(values) + " (" + sorted.get(0) + " to " + sorted.get(sorted.size() - 1) + ")";
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
