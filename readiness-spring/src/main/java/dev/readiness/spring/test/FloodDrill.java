package dev.readiness.spring.test;

import dev.readiness.ratelimit.EndpointRateLimits;
import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitRule;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/** Calls an endpoint more often than its limit permits. */
final class FloodDrill implements Drill {

    static final int MOST_REQUESTS = 300;

    /** How many requests in a row show that nothing limits an endpoint. */
    static final int UNLIMITED_REQUESTS = 40;

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final int LONGEST_RECOVERY = 3;

    private final RunningServer server;
    private final EndpointRateLimits limits;

    FloodDrill(RunningServer server, EndpointRateLimits limits) {
        this.server = server;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "a flood is limited";
    }

    @Override
    public Stream<DynamicTest> tests(DrilledEndpoint endpoint) {
        return Stream.of(DynamicTest.dynamicTest(endpoint.id(), () -> drill(endpoint)));
    }

    private void drill(DrilledEndpoint endpoint) {
        List<RateLimitRule> enforced = limits.rulesOf(endpoint.endpoint()).stream()
                .filter(RateLimitRule::isEnforced)
                .toList();
        DrillRequest request = harmless(endpoint);
        if (enforced.isEmpty()) {
            requireSomeLimit(endpoint, request);
        } else {
            requireLimit(endpoint, request, smallest(enforced));
        }
    }

    /** Fires although no limit is known: something of the application's own may limit the endpoint. */
    private void requireSomeLimit(DrilledEndpoint endpoint, DrillRequest request) {
        Fired last = server.fire(request);
        for (int fired = 1; fired < UNLIMITED_REQUESTS && !isRefusal(last); fired++) {
            last.requireThatTheCallerGotThrough();
            last = server.fire(request);
        }
        if (isRefusal(last)) {
            requireRetryAfter(endpoint, last);
            return;
        }
        last.requireThatTheCallerGotThrough();
        throw last.failure(
                endpoint,
                UNLIMITED_REQUESTS + " requests in a row came through, and no limit is enforced.",
                "readiness.rate-limit.rules.<name>.routes="
                        + endpoint.endpoint().path()
                        + "\nreadiness.rate-limit.rules.<name>.limits=100/1m\n"
                        + "If something else limits it later, say so with skip(…)");
    }

    private static boolean isRefusal(Fired fired) {
        return fired.answer().status() == DrillAnswer.TOO_MANY_REQUESTS;
    }

    private void requireLimit(DrilledEndpoint endpoint, DrillRequest request, RateLimit limit) {
        long began = System.nanoTime();
        for (int fired = 1; fired <= MOST_REQUESTS; fired++) {
            Fired last = server.fire(request);
            if (isRefusal(last)) {
                requireRetryAfter(endpoint, last);
                requireRecovery(endpoint, request, last);
                return;
            }
            last.requireThatTheCallerGotThrough();
            Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
            if (fired > permitted(limit, elapsed)) {
                throw last.failure(
                        endpoint,
                        "The limit " + limit + " is configured, and " + fired + " requests came through.",
                        remedy(endpoint));
            }
            if (elapsed.compareTo(LONGEST) > 0) {
                break;
            }
        }
        throw new TestAbortedException(
                "One drill cannot use up the limit " + limit + "; run the drills with a smaller one");
    }

    private static RateLimit smallest(List<RateLimitRule> enforced) {
        RateLimit smallest = enforced.stream()
                .flatMap(rule -> rule.limits().stream())
                .min(Comparator.comparingInt(RateLimit::capacity))
                .orElseThrow();
        if (smallest.capacity() >= MOST_REQUESTS) {
            throw new TestAbortedException("The limit " + smallest + " would take more than " + MOST_REQUESTS
                    + " requests; run the drills with a smaller one");
        }
        return smallest;
    }

    /** Returns how many requests the limit permits at most in any {@code elapsed}. */
    private static long permitted(RateLimit limit, Duration elapsed) {
        double periods = (double) elapsed.toNanos() / limit.period().toNanos();
        double refilled = limit.refill() == RateLimit.Refill.GREEDY
                ? Math.ceil(limit.capacity() * periods)
                : limit.capacity() * Math.ceil(periods);
        return limit.capacity() + (long) refilled;
    }

    private static DrillRequest harmless(DrilledEndpoint endpoint) {
        if (endpoint.input().body().isPresent()) {
            return endpoint.request().withJson(BodyType.malformed());
        }
        if (endpoint.isSafe()) {
            return endpoint.request();
        }
        return endpoint.goodRequest()
                .orElseThrow(() -> new TestAbortedException("It writes without a body, so a flood would change data;"
                        + " permit it with sample(\"" + endpoint.id() + "\", \"\")"));
    }

    private static void requireRetryAfter(DrilledEndpoint endpoint, Fired refusal) {
        if (refusal.answer()
                .header("Retry-After")
                .filter(text -> !text.isBlank())
                .isEmpty()) {
            throw refusal.failure(
                    endpoint,
                    "The refusal does not say when to come back.",
                    "Set Retry-After where 429 is answered, or leave that to readiness.rate-limit.rules");
        }
    }

    /** Whoever waits as long as told gets through; where that takes long the drill does not wait. */
    private void requireRecovery(DrilledEndpoint endpoint, DrillRequest request, Fired refusal) {
        int seconds = refusal.answer()
                .header("Retry-After")
                .filter(text -> text.matches("\\d{1,4}"))
                .map(Integer::parseInt)
                .orElse(Integer.MAX_VALUE);
        if (seconds > LONGEST_RECOVERY) {
            return;
        }
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return;
        }
        Fired next = server.fire(request);
        if (next.answer().status() == DrillAnswer.TOO_MANY_REQUESTS) {
            throw next.failure(
                    endpoint,
                    "The refusal said to come back in " + seconds + " s, and that was refused too.",
                    "Round Retry-After up where 429 is answered, or leave that to readiness.rate-limit.rules");
        }
    }

    private String remedy(DrilledEndpoint endpoint) {
        return limits.rulesOf(endpoint.endpoint()).stream()
                .map(rule -> "Let the filter of readiness.rate-limit.rules." + rule.name() + " run, and let its key '"
                        + rule.key() + "' be the same for all requests of one caller")
                .findFirst()
                .orElse("");
    }
}
