package dev.readiness.spring.validation;

import dev.readiness.spring.RunningApplication;
import jakarta.validation.Valid;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Measures the processor time that a real application spends on one refused request: of almost one megabyte with
 * Readiness, of a fiftieth of that without it; see docs/benchmarks.md.
 */
final class RefusalFigures {

    private static final int MEGABYTE = 1_000_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private RefusalFigures() {}

    /** Takes the number of measured rounds, 15 if there is none. */
    public static void main(String[] arguments) {
        int rounds = arguments.length == 0 || arguments[0].isBlank() ? 15 : Integer.parseInt(arguments[0]);
        try (RunningApplication plain = RunningApplication.start(OrderApplication.class);
                RunningApplication ours = RunningApplication.start(
                        OrderApplication.class,
                        "readiness.validation.problem-details=true",
                        "readiness.validation.max-body-size=1MB");
                RunningApplication answers =
                        RunningApplication.start(OrderApplication.class, "readiness.validation.problem-details=true");
                RunningApplication tokens = RunningApplication.start(
                        OrderApplication.class,
                        "readiness.validation.problem-details=true",
                        "readiness.validation.max-body-size=1MB",
                        "readiness.validation.json.max-tokens=1000000");
                RunningApplication reactive = RunningApplication.start(
                        ReactiveOrders.class,
                        "spring.main.web-application-type=reactive",
                        "spring.http.codecs.max-in-memory-size=2MB",
                        "readiness.validation.problem-details=true",
                        "readiness.validation.max-body-size=1MB")) {
            measure(answers, "with problem-details alone", MEGABYTE, rounds);
            measure(ours, "with the library", MEGABYTE, rounds);
            measure(reactive, "with the library on WebFlux", MEGABYTE, rounds);
            measure(tokens, "with the library and max-tokens=1000000, more than fit", MEGABYTE, rounds);
            measure(plain, "without it", MEGABYTE / 50, rounds); // at full size, one takes minutes
        }
        System.exit(0);
    }

    private static Map<String, String> bodies(int size) {
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("blank elements", "{\"tags\":" + listOf("\"\"", size / 5) + "}");
        bodies.put("elements with one violation", "{\"items\":" + listOf("{\"q\":0}", size / 8 - 2) + "}");
        bodies.put("elements with ten violations", "{\"wide\":" + listOf("{}", size / 3 - 4) + "}");
        bodies.put("valid but for the last", "{\"items\":[" + "{\"q\":1},".repeat(size / 8 - 3) + "{\"q\":0}]}");
        int items = (int) Math.min(ReadingBudget.LEAST / 8, size / 8) - 3;
        int empty = (int) Math.min(ReadingBudget.LEAST / 6, size / 3) - 4;
        int numbers = (int) Math.min(ReadingBudget.LEAST, size / 2) - 10;
        bodies.put(
                "valid but for the last, as many as are read", padded("items", "{\"q\":1}", items, "{\"q\":0}", size));
        bodies.put("ten violations, as many as are read", padded("wide", "{}", empty, "{}", size));
        bodies.put(
                "ten constraints each, valid but for the last, as many as are read",
                padded("loose", "{}", empty, "{\"a\":\"0123456789\"}", size));
        bodies.put("numbers, valid but for the last, as many as are read", padded("numbers", "1", numbers, "0", size));
        bodies.put("malformed at the end", "{\"items\":[" + "{\"q\":1},".repeat(size / 8 - 3) + "}");
        bodies.put("one string", "{\"tags\":[\"" + "x".repeat(size - 20) + "\",\"\"]}");
        return bodies;
    }

    private static String listOf(String element, int times) {
        return "[" + (element + ",").repeat(times - 1) + element + "]";
    }

    /** As many elements as the budget of a document lets through, in a body of the same size. */
    private static String padded(String name, String element, int times, String last, int size) {
        String body = "{\"" + name + "\":[" + (element + ",").repeat(times - 1) + last + "]}";
        return body + " ".repeat(Math.max(0, size - body.length()));
    }

    private static void measure(RunningApplication application, String where, int size, int rounds) {
        bodies(size).forEach((name, body) -> {
            double[] costs = new double[rounds];
            for (int warmUp = 0; warmUp < rounds; warmUp++) {
                cost(application, body);
            }
            for (int round = 0; round < rounds; round++) {
                costs[round] = cost(application, body);
            }
            Arrays.sort(costs);
            System.out.printf(
                    Locale.ROOT,
                    "FIGURE refused %s: %s, %,d bytes: %.1f ms (%.1f to %.1f)%n",
                    where,
                    name,
                    body.length(),
                    costs[rounds / 2],
                    costs[0],
                    costs[rounds - 1]);
        });
    }

    /** Returns milliseconds of processor time of all threads of the server, which is idle but for this request. */
    private static double cost(RunningApplication application, String body) {
        long before = timeOfServerThreads();
        int status = application.postJson("/orders", body).statusCode();
        long after = timeOfServerThreads();
        if (status != 400) {
            throw new IllegalStateException("status must be 400 but is " + status);
        }
        return (after - before) / 1e6;
    }

    private static long timeOfServerThreads() {
        return Arrays.stream(THREADS.dumpAllThreads(false, false, 0))
                .filter(thread -> thread.getThreadName().startsWith("http-nio")
                        || thread.getThreadName().startsWith("reactor-http"))
                .mapToLong(ThreadInfo::getThreadId)
                .map(THREADS::getThreadCpuTime)
                .sum();
    }

    /** The same on Netty. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(ReactiveOrders.Orders.class)
    static class ReactiveOrders {

        @Bean
        SecurityWebFilterChain security(ServerHttpSecurity http) {
            return http.csrf(csrf -> csrf.disable())
                    .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .build();
        }

        @RestController
        static class Orders {

            @PostMapping("/orders")
            Mono<String> order(@Valid @RequestBody Mono<OrderApplication.Order> order) {
                return order.map(accepted -> "ordered");
            }
        }
    }
}
