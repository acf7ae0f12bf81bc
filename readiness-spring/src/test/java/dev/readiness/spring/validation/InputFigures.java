package dev.readiness.spring.validation;

import dev.readiness.spring.RunningApplication;
import dev.readiness.spring.validation.PathLimits.JsonLimits;
import dev.readiness.spring.validation.ValidationProperties.Json;
import dev.readiness.spring.validation.ValidationProperties.NotFromRequestMode;
import dev.readiness.validation.InputValidator;
import dev.readiness.validation.ViolationLimit;
import dev.readiness.web.BodySizeFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures what the checks of input add: to reading and validating a body of ten fields, and to a request on a real Tomcat.
 *
 * <p>Processor time, because the machine does other work too. The variants take turns, and the ratios are those of one turn;
 * see docs/benchmarks.md.
 */
final class InputFigures {

    private static final int CALLS = 2_000;

    private static final int REQUESTS = 200;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** What the work came to, so that nobody leaves it out. */
    private static long sink;

    private InputFigures() {}

    /** Takes the number of measured rounds, 41 if there is none. */
    public static void main(String[] arguments) {
        int rounds = arguments.length == 0 || arguments[0].isBlank() ? 41 : Integer.parseInt(arguments[0]);
        measureTheLayer(rounds);
        measureTheFilter(rounds);
        measureRequests(rounds);
        System.exit(sink == 0 ? 1 : 0);
    }

    private static void measureTheLayer(int rounds) {
        JsonMapper application = JsonMapper.builder().build();
        JsonMapper strict = RequestMapper.of(
                application,
                new JsonLimits(new Json(20, 10_000, 100, 100, null, true, List.of("*")), true, true),
                NotFromRequestMode.REFUSE);
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            Validator plain = factory.getValidator();
            InputValidator limited = InputValidator.using(ViolationLimit.of(factory, 51));
            String body = FormApplication.VALID;
            Map<String, LongSupplier> variants = new LinkedHashMap<>();
            variants.put(
                    "parse and validate",
                    () -> calls(() -> plain.validate(application.readValue(body, FormApplication.Plain.class))
                            .size()));
            variants.put(
                    "strict parse, text policy, limited validation",
                    () -> calls(() -> limited.validate(strict.readValue(body, FormApplication.Checked.class))
                            .size()));
            variants.put(
                    "of these, strict parse alone, beside",
                    () -> calls(() -> strict.readValue(body, FormApplication.Checked.class)
                            .hashCode()));
            variants.put(
                    "parse alone",
                    () -> calls(() -> application
                            .readValue(body, FormApplication.Plain.class)
                            .hashCode()));
            takeTurns("layer, 10 fields", variants, rounds, CALLS);
        }
    }

    /** The filter alone, for one that adds a hundredth drowns in what a server does otherwise. */
    private static void measureTheFilter(int rounds) {
        byte[] body = FormApplication.VALID.getBytes(StandardCharsets.UTF_8);
        FilterChain read =
                (request, response) -> sink += request.getInputStream().readAllBytes().length;
        BodySizeFilter filter = new BodySizeFilter(1_000_000);
        Map<String, LongSupplier> variants = new LinkedHashMap<>();
        variants.put("body read without it", () -> calls(() -> pass(body, read)));
        variants.put(
                "body read through it",
                () -> calls(() -> pass(body, (request, response) -> filter.doFilter(request, response, read))));
        takeTurns("body size filter", variants, rounds, CALLS);
    }

    private static long pass(byte[] body, FilterChain chain) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/forms");
        request.setContent(body);
        try {
            chain.doFilter(request, new MockHttpServletResponse());
        } catch (IOException | ServletException ex) {
            throw new IllegalStateException(ex);
        }
        return 1;
    }

    private static void measureRequests(int rounds) {
        String[] size = {"readiness.validation.max-body-size=1MB"};
        String[] all = {
            "readiness.validation.problem-details=true",
            "readiness.validation.max-body-size=1MB",
            "readiness.validation.json.max-depth=20",
            "readiness.validation.json.refuse-duplicate-keys=true",
            "readiness.validation.json.refuse-unknown-properties=*",
            "readiness.validation.not-from-request=refuse"
        };
        List<Server> limits = List.of(
                Server.start("accepted, without the library's settings", FormApplication.VALID, 200),
                Server.start("accepted, with max-body-size", FormApplication.VALID, 200, size),
                Server.start("accepted, with everything", FormApplication.VALID, 200, all));
        takeTurns("request", limits, rounds);
        limits.forEach(Server::close);
        List<Server> refusals = List.of(
                Server.start("accepted, with everything", FormApplication.VALID, 200, all),
                Server.start("refused for one field", FormApplication.ONE_WRONG, 400, all),
                Server.start("refused for ten fields", FormApplication.ALL_WRONG, 400, all),
                Server.start("refused as malformed", FormApplication.MALFORMED, 400, all),
                Server.start("refused for ten fields, without the library's settings", FormApplication.ALL_WRONG, 400));
        takeTurns("request", refusals, rounds);
        refusals.forEach(Server::close);
    }

    /** One request to each server after the other, so that whatever else the machine does meets all of them. */
    private static void takeTurns(String what, List<Server> servers, int rounds) {
        int count = servers.size();
        double[][] costs = new double[count][rounds];
        for (int round = -rounds / 2; round < rounds; round++) {
            long[] before = servers.stream().mapToLong(Server::timeOfThreads).toArray();
            for (int i = 0; i < REQUESTS; i++) {
                servers.forEach(Server::ask);
            }
            for (int i = 0; i < count && round >= 0; i++) {
                costs[i][round] = (servers.get(i).timeOfThreads() - before[i]) / 1e3 / REQUESTS;
            }
        }
        print(what, servers.stream().map(Server::name).toList(), costs);
    }

    private static void takeTurns(String what, Map<String, LongSupplier> variants, int rounds, int times) {
        double[][] costs = new double[variants.size()][rounds];
        for (int round = -rounds / 2; round < rounds; round++) {
            int i = 0;
            for (LongSupplier variant : variants.values()) {
                double cost = variant.getAsLong() / 1e3 / times;
                if (round >= 0) {
                    costs[i++][round] = cost;
                }
            }
        }
        print(what, List.copyOf(variants.keySet()), costs);
    }

    /** Prints each variant, and what it costs of the first one of the same turn. */
    private static void print(String what, List<String> names, double[][] costs) {
        double[] first = costs[0].clone();
        int rounds = first.length;
        for (int i = 0; i < names.size(); i++) {
            double[] ratios = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                ratios[round] = costs[i][round] / first[round];
            }
            Arrays.sort(costs[i]);
            Arrays.sort(ratios);
            System.out.printf(
                    Locale.ROOT,
                    "FIGURE %s: %s: %.2f us (%.2f to %.2f), ratio %.3f (quartiles %.3f to %.3f), of the"
                            + " fastest %.3f%n",
                    what,
                    names.get(i),
                    costs[i][rounds / 2],
                    costs[i][0],
                    costs[i][rounds - 1],
                    ratios[rounds / 2],
                    ratios[rounds / 4],
                    ratios[rounds * 3 / 4],
                    costs[i][0] / costs[0][0]);
        }
    }

    private static long calls(LongSupplier work) {
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < CALLS; i++) {
            sink += work.getAsLong() + 1;
        }
        return THREADS.getCurrentThreadCpuTime() - before;
    }

    /**
     * An application that gets one and the same request again and again.
     *
     * @param threads how the names of its threads begin
     */
    private record Server(RunningApplication application, String threads, String name, String body, int status) {

        static Server start(String name, String body, int status, String... settings) {
            Set<String> before = groupsOfThreads();
            RunningApplication application = RunningApplication.start(FormApplication.class, settings);
            Set<String> added = groupsOfThreads();
            added.removeAll(before);
            return new Server(application, added.iterator().next(), name, body, status);
        }

        private static Set<String> groupsOfThreads() {
            return Arrays.stream(THREADS.dumpAllThreads(false, false, 0))
                    .map(ThreadInfo::getThreadName)
                    .filter(thread -> thread.startsWith("http-nio") && thread.contains("-exec-"))
                    .map(thread -> thread.substring(0, thread.indexOf("-exec-") + 6))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        void ask() {
            int answered = OneRequest.post(application.port(), "/forms", body);
            if (answered != status) {
                throw new IllegalStateException("status must be " + status + " but is " + answered);
            }
            sink++;
        }

        long timeOfThreads() {
            return Arrays.stream(THREADS.dumpAllThreads(false, false, 0))
                    .filter(thread -> thread.getThreadName().startsWith(threads))
                    .mapToLong(ThreadInfo::getThreadId)
                    .map(THREADS::getThreadCpuTime)
                    .sum();
        }

        void close() {
            application.close();
        }
    }
}
