package dev.readiness.spring.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.readiness.ratelimit.ClientAddresses;
import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitKey;
import dev.readiness.ratelimit.RateLimitRule;
import dev.readiness.ratelimit.Route;
import dev.readiness.web.RateLimitFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What both filters cost a request: memory is asserted, the time of the processor is only told. */
class FilterCostTests {

    private static final int REQUESTS = Integer.getInteger("rate-limit-cost.requests", 20_000);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void bothFiltersTogetherTakeLittleMemoryOfARequest() throws Exception {
        InboundRateLimits limits = InboundRateLimits.inMemory(rules());
        ServletRoutes routes = new ServletRoutes(new RoutedRules(Set.of(), true, limits, () -> MappedHandlers.NONE));
        RateLimitFilter address = RateLimitFilter.byAddress(limits, routes, ClientAddresses.ofPeers());
        RateLimitFilter identity = RateLimitFilter.byIdentity(limits, routes, ClientAddresses.ofPeers());
        FilterChain nothing = (request, response) -> {};
        FilterChain limited = (request, response) ->
                address.doFilter(request, response, (next, answer) -> identity.doFilter(next, answer, nothing));
        measure(nothing);
        measure(limited);

        Cost without = measure(nothing);
        Cost with = measure(limited);

        System.out.printf(
                "FIGURE both filters: %d ns of the processor and %d bytes a request above none (%d requests)%n",
                with.nanos() - without.nanos(), with.bytes() - without.bytes(), REQUESTS);
        assertThat(with.bytes() - without.bytes()).isLessThan(3_000);
    }

    private static List<RateLimitRule> rules() {
        return IntStream.range(0, 5)
                .mapToObj(i -> RateLimitRule.of(
                        "rule-" + i,
                        List.of(Route.parse("GET /resource-" + i + "/{id}")),
                        RateLimitKey.CLIENT_ADDRESS,
                        RateLimit.parse("1000000/1s")))
                .toList();
    }

    private Cost measure(FilterChain chain) throws ServletException, IOException {
        long id = Thread.currentThread().getId();
        long bytes = threads.getThreadAllocatedBytes(id);
        long nanos = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < REQUESTS; i++) {
            chain.doFilter(new MockHttpServletRequest("GET", "/resource-2/7"), new ForgetfulResponse());
        }
        return new Cost(
                (threads.getCurrentThreadCpuTime() - nanos) / REQUESTS,
                (threads.getThreadAllocatedBytes(id) - bytes) / REQUESTS);
    }

    /** Keeping headers is the server's cost, and a mock's way of keeping them is nobody's. */
    private static final class ForgetfulResponse extends MockHttpServletResponse {

        @Override
        public void setHeader(String name, String value) {}

        @Override
        public void addHeader(String name, String value) {}
    }

    private record Cost(long nanos, long bytes) {}
}
