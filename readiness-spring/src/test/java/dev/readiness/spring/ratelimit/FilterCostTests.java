package dev.readiness.spring.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.readiness.ratelimit.ClientAddresses;
import dev.readiness.ratelimit.ForwardingHeader;
import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.RateLimit;
import dev.readiness.ratelimit.RateLimitKey;
import dev.readiness.ratelimit.RateLimitRule;
import dev.readiness.ratelimit.Route;
import dev.readiness.web.RateLimitFilter;
import dev.readiness.web.RateLimitFilterSettings;
import jakarta.servlet.FilterChain;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** What both filters cost a request: memory is asserted, the time of the processor is only told. */
class FilterCostTests {

    private static final int REQUESTS = Integer.getInteger("rate-limit-cost.requests", 5_000);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final InboundRateLimits limits = InboundRateLimits.inMemory(rules());
    private final RoutedRules routed = new RoutedRules(Set.of(), true, limits, () -> MappedHandlers.NONE);

    @ParameterizedTest
    @EnumSource
    void bothServletFiltersTogetherTakeLittleMemoryOfARequest(Peers peers) throws Exception {
        RateLimitFilter address = RateLimitFilter.byAddress(limits, new ServletRoutes(routed), peers.addresses());
        RateLimitFilter identity = RateLimitFilter.byIdentity(limits, new ServletRoutes(routed), peers.addresses());
        FilterChain nothing = (request, response) -> {};
        FilterChain limited = (request, response) ->
                address.doFilter(request, response, (next, answer) -> identity.doFilter(next, answer, nothing));

        Cost cost = above(
                () -> nothing.doFilter(new BareRequest(peers), new ForgetfulResponse()),
                () -> limited.doFilter(new BareRequest(peers), new ForgetfulResponse()));

        print("servlet filters, " + peers, cost);
        assertThat(cost.bytes()).isLessThan(2_000);
    }

    @ParameterizedTest
    @EnumSource
    void bothReactiveFiltersTogetherTakeLittleMemoryOfARequest(Peers peers) throws Exception {
        RateLimitFilterSettings settings = RateLimitFilterSettings.of(peers.addresses());
        RateLimitWebFilter address = new RateLimitWebFilter(limits, routed, settings, true, 0);
        RateLimitWebFilter identity = new RateLimitWebFilter(limits, routed, settings, false, 1);
        WebFilterChain nothing = exchange -> Mono.empty();
        WebFilterChain limited = exchange -> address.filter(exchange, next -> identity.filter(next, nothing));

        Cost cost = above(
                () -> nothing.filter(exchange(peers)).block(),
                () -> limited.filter(exchange(peers)).block());

        print("reactive filters, " + peers, cost);
        assertThat(cost.bytes()).isLessThan(4_000);
    }

    private static MockServerWebExchange exchange(Peers peers) {
        MockServerHttpRequest.BaseBuilder<?> request =
                MockServerHttpRequest.get("/resource-2/7").remoteAddress(peers.socket);
        return MockServerWebExchange.from(
                peers == Peers.BEHIND_A_PROXY ? request.header("X-Forwarded-For", "203.0.113.9") : request);
    }

    /** Who opens connections. */
    enum Peers {
        CLIENTS("203.0.113.9"),
        BEHIND_A_PROXY("10.1.2.3");

        private final String address;
        private final InetSocketAddress socket;

        Peers(String address) {
            this.address = address;
            this.socket = new InetSocketAddress(address, 4711);
        }

        ClientAddresses addresses() {
            return this == CLIENTS
                    ? ClientAddresses.ofPeers()
                    : ClientAddresses.behind(List.of("10.0.0.0/8"), ForwardingHeader.X_FORWARDED_FOR);
        }
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

    private Cost above(Handling nothing, Handling limited) throws Exception {
        List<Cost> rounds = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            Cost without = measure(nothing);
            Cost with = measure(limited);
            rounds.add(new Cost(with.nanos() - without.nanos(), with.bytes() - without.bytes()));
        }
        rounds.remove(0);
        rounds.sort(Comparator.comparingLong(Cost::nanos));
        return rounds.get(rounds.size() / 2);
    }

    private Cost measure(Handling handling) throws Exception {
        long id = Thread.currentThread().getId();
        long bytes = threads.getThreadAllocatedBytes(id);
        long nanos = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < REQUESTS; i++) {
            handling.handle();
        }
        return new Cost(
                (threads.getCurrentThreadCpuTime() - nanos) / REQUESTS,
                (threads.getThreadAllocatedBytes(id) - bytes) / REQUESTS);
    }

    private static void print(String what, Cost cost) {
        System.out.printf(
                "FIGURE both %s: %d ns of the processor and %d bytes a request above none (%d requests)%n",
                what, cost.nanos(), cost.bytes(), REQUESTS);
    }

    private interface Handling {

        void handle() throws Exception;
    }

    /** A server finds a header without taking memory for it, and a mock does not. */
    private static final class BareRequest extends MockHttpServletRequest {

        private static final List<String> FORWARDED_FOR = List.of("203.0.113.9");

        private final Peers peers;

        BareRequest(Peers peers) {
            super("GET", "/resource-2/7");
            this.peers = peers;
            setRemoteAddr(peers.address);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return null;
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return peers == Peers.BEHIND_A_PROXY && name.equals("X-Forwarded-For")
                    ? Collections.enumeration(FORWARDED_FOR)
                    : Collections.emptyEnumeration();
        }
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
