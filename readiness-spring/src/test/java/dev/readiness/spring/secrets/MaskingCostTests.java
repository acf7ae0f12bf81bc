package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import dev.readiness.secrets.LoadedSecrets;
import dev.readiness.secrets.LogbackMasking;
import dev.readiness.secrets.Secret;
import dev.readiness.spring.RunningApplication;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Measures what masking adds to a request that logs ten lines, in processor time of the threads of a real Tomcat; both kinds of
 * request take turns: {@code -Dmeasure=true}, see docs/benchmarks.md.
 */
@EnabledIfSystemProperty(named = "measure", matches = "true")
class MaskingCostTests {

    private static final int REQUESTS = 500;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    @Test
    void tenLinesOfARequest() throws Exception {
        int rounds = Integer.getInteger("measure.rounds", 41);
        try (RunningApplication application = RunningApplication.start(LoggingApplication.class)) {
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            LoadedSecrets.add(secrets());
            fileOf(context, "masked");
            LogbackMasking.install(context);
            fileOf(context, "plain");
            double[] ratios = new double[rounds];
            double[][] costs = new double[2][rounds];
            for (int round = -rounds / 2; round < rounds; round++) {
                double plain = cost(application, "plain");
                double masked = cost(application, "masked");
                if (round >= 0) {
                    costs[0][round] = plain;
                    costs[1][round] = masked;
                    ratios[round] = masked / plain;
                }
            }
            assertThat(Files.size(folder.resolve("masked.log"))).isEqualTo(Files.size(folder.resolve("plain.log")));
            assertThat(LogbackMasking.unmasked(context)).containsExactly("plain");
            Arrays.sort(ratios);
            Arrays.stream(costs).forEach(Arrays::sort);
            System.out.printf(
                    Locale.ROOT,
                    "FIGURE request with ten lines of log: plain %.1f us, masked %.1f us, ratio %.3f (quartiles %.3f to %.3f),"
                            + " of the fastest %.3f%n",
                    costs[0][rounds / 2],
                    costs[1][rounds / 2],
                    ratios[rounds / 2],
                    ratios[rounds / 4],
                    ratios[rounds * 3 / 4],
                    costs[1][0] / costs[0][0]);
        }
    }

    private static List<Secret> secrets() {
        return IntStream.range(0, 50)
                .mapToObj(i -> Secret.of("test-" + i + "-"
                        + new Random(i)
                                .ints(12 + i % 20, 'a', 'z')
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)))
                .toList();
    }

    private void fileOf(LoggerContext context, String name) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %5p %t %-40.40logger{39} : %m%n%ex");
        encoder.start();
        FileAppender<ILoggingEvent> file = new FileAppender<>();
        file.setContext(context);
        file.setName(name);
        file.setFile(folder.resolve(name + ".log").toString());
        file.setEncoder(encoder);
        file.start();
        Logger logger = context.getLogger(name.equals("masked") ? "clinic1" : "clinic2");
        logger.setAdditive(false);
        logger.addAppender(file);
    }

    private static double cost(RunningApplication application, String kind) {
        long before = timeOfThreads();
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(application.get("/" + kind + "/" + (1000 + i)).statusCode())
                    .isEqualTo(200);
        }
        return (timeOfThreads() - before) / 1e3 / REQUESTS;
    }

    private static long timeOfThreads() {
        return Arrays.stream(THREADS.dumpAllThreads(false, false, 0))
                .filter(thread -> thread.getThreadName().contains("-exec-"))
                .mapToLong(thread -> THREADS.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Appointments.class)
    static class LoggingApplication {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    @RestController
    static class Appointments {

        private final org.slf4j.Logger masked = LoggerFactory.getLogger("clinic1");
        private final org.slf4j.Logger plain = LoggerFactory.getLogger("clinic2");

        @GetMapping("/masked/{id}")
        List<String> masked(@PathVariable long id) {
            return answer(masked, id);
        }

        @GetMapping("/plain/{id}")
        List<String> plain(@PathVariable long id) {
            return answer(plain, id);
        }

        private static List<String> answer(org.slf4j.Logger log, long id) {
            List<String> rooms = new ArrayList<>();
            for (int room = 0; room < 10; room++) {
                log.info(
                        "appointment {} of patient {} was moved to room {}, status=CONFIRMED, duration=31 ms",
                        id,
                        id,
                        room);
                rooms.add("room " + room);
            }
            return rooms;
        }
    }
}
