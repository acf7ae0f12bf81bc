package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Configuration;

/** Measures what 100 secrets add to a start, each start in a process of its own: {@code -Dmeasure=true}. */
@EnabledIfSystemProperty(named = "measure", matches = "true")
class SecretsStartUpCostTests {

    private static final int SECRETS = 100;

    @TempDir
    Path folder;

    @Test
    void startUpWithAndWithoutAHundredSecrets() throws IOException, InterruptedException {
        for (int i = 0; i < SECRETS; i++) {
            Files.writeString(
                    folder.resolve("CLINIC_SECRET_" + i), UUID.randomUUID().toString());
        }
        String directory = "--spring.config.import=readiness-secrets:directory:" + folder;
        List<Long> with = new ArrayList<>();
        List<Long> without = new ArrayList<>();
        List<Long> peer = new ArrayList<>();
        for (int round = 0; round < Integer.getInteger("measure.rounds", 11); round++) {
            with.add(start(directory));
            without.add(start("--a=b"));
            peer.add(start("--spring.config.import=configtree:" + folder + "/"));
        }

        System.out.println("processor time of the starting thread in ms: with " + SECRETS + " secrets " + summary(with)
                + ", without " + summary(without) + ", with Spring's configtree " + summary(peer));
    }

    private static long start(String argument) throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MeasuredApplication.class.getName(),
                        argument)
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(output).isZero();
        return output.lines()
                .filter(line -> line.startsWith("measured "))
                .map(line -> Long.parseLong(line.substring("measured ".length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError(output));
    }

    private static String summary(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2) + " (" + sorted.get(0) + " to " + sorted.get(sorted.size() - 1) + ")";
    }

    /** An application that says how long its start kept the processor busy; other work on the machine does not count. */
    @Configuration(proxyBeanMethods = false)
    static class MeasuredApplication {

        public static void main(String[] arguments) {
            SpringApplication application = new SpringApplication(MeasuredApplication.class);
            application.setWebApplicationType(WebApplicationType.NONE);
            application.run(arguments).close();
            System.out.println("measured " + ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000);
        }
    }
}
