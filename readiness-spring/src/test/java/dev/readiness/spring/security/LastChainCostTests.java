package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.RunningApplication;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Measures what the last chain and the headers add to a request, in processor time of the threads of two real Tomcats, one with and
 * one without them, which take turns: {@code -Dmeasure=true}, see docs/benchmarks.md.
 */
@EnabledIfSystemProperty(named = "measure", matches = "true")
class LastChainCostTests {

    private static final int REQUESTS = 500;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Test
    void theLastChainAndTheHeadersOfARequest() throws Exception {
        int rounds = Integer.getInteger("measure.rounds", 41);
        try (RunningApplication without = RunningApplication.start(Rooms.class);
                RunningApplication with = RunningApplication.start(
                        Rooms.class,
                        "readiness.access.uncovered=deny",
                        "readiness.access.public[0].where=GET /rooms",
                        "readiness.access.public[0].reason=Everybody may look",
                        "readiness.headers.profile=strict")) {
            assertThat(with.get("/nowhere").statusCode()).isEqualTo(403);
            assertThat(with.get("/rooms").headers().firstValue("Content-Security-Policy"))
                    .isPresent();
            for (String path : List.of("/rooms", "/api/rooms")) {
                compare(path, without, with, rounds);
            }
        }
    }

    private static void compare(String path, RunningApplication without, RunningApplication with, int rounds)
            throws Exception {
        double[] ratios = new double[rounds];
        double[] before = new double[rounds];
        double[] after = new double[rounds];
        for (int round = -rounds / 2; round < rounds; round++) {
            double plain = cost(without, path);
            double hardened = cost(with, path);
            if (round >= 0) {
                before[round] = plain;
                after[round] = hardened;
                ratios[round] = hardened / plain;
            }
        }
        Arrays.sort(ratios);
        Arrays.sort(before);
        Arrays.sort(after);
        System.out.printf(
                Locale.ROOT,
                "FIGURE GET %s: without %.1f us, with last chain and headers %.1f us, ratio %.3f (quartiles %.3f to %.3f), of the"
                        + " fastest %.3f%n",
                path,
                before[rounds / 2],
                after[rounds / 2],
                ratios[rounds / 2],
                ratios[rounds / 4],
                ratios[rounds * 3 / 4],
                after[0] / before[0]);
    }

    private static double cost(RunningApplication application, String path) throws Exception {
        long before = timeOfThreads();
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(application.get(path).statusCode()).isEqualTo(200);
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
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @Import(RoomController.class)
    static class Rooms {

        @Bean
        SecurityFilterChain api(HttpSecurity http) {
            return http.securityMatcher("/api/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    /** An answer of some twenty rooms, as small applications give them. */
    @RestController
    static class RoomController {

        @GetMapping({"/rooms", "/api/rooms"})
        List<Room> rooms() {
            return IntStream.range(0, 20)
                    .mapToObj(number -> new Room(number, "Room " + number, number % 2 == 0))
                    .toList();
        }
    }

    record Room(int number, String name, boolean free) {}
}
