package dev.readiness.web;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpPrincipal;
import dev.readiness.ratelimit.AppliedRateLimit;
import dev.readiness.ratelimit.ClientAddresses;
import dev.readiness.ratelimit.CountedRequest;
import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.RateLimitRule;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Limits the rate of requests to the JDK's HTTP server: refuses what is above a rule with 429 and a problem document, and
 * tells well-behaved clients what is left.
 *
 * <p>The server runs the filters of a context before its {@code Authenticator}: {@link #byAddress} belongs there, so that
 * a flood never reaches the password check. {@link #byIdentity} belongs behind the authenticator, {@link #before(HttpHandler)
 * before the handler}. Safe for use by many threads.
 */
public final class RateLimitHttpFilter extends Filter {

    private final InboundRateLimits limits;
    private final ClientAddresses addresses;
    private final boolean beforeAuthentication;

    private RateLimitHttpFilter(InboundRateLimits limits, ClientAddresses addresses, boolean beforeAuthentication) {
        this.limits = limits;
        this.addresses = addresses;
        this.beforeAuthentication = beforeAuthentication;
    }

    /** Returns the filter for the rules that count by client address. */
    public static RateLimitHttpFilter byAddress(InboundRateLimits limits, ClientAddresses addresses) {
        return new RateLimitHttpFilter(limits, addresses, true);
    }

    /** Returns the filter for the rules that count by what authentication found out. */
    public static RateLimitHttpFilter byIdentity(InboundRateLimits limits, ClientAddresses addresses) {
        return new RateLimitHttpFilter(limits, addresses, false);
    }

    /** Returns a handler that applies this filter and then calls {@code handler}, both behind the authenticator. */
    public HttpHandler before(HttpHandler handler) {
        return exchange -> doFilter(exchange, new Chain(List.of(), handler));
    }

    @Override
    public String description() {
        return "limits the rate of requests by " + (beforeAuthentication ? "client address" : "identity");
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        List<AppliedRateLimit> applied = limits.apply(rulesHere(exchange), new Counted(exchange, addresses));
        RateLimitFields.write(applied, true, exchange.getResponseHeaders()::add);
        Optional<AppliedRateLimit> refusal =
                applied.stream().filter(AppliedRateLimit::refuses).findFirst();
        if (refusal.isPresent()) {
            HttpExchangeProblemWriter.write(RateLimitFields.problem(refusal.get()), exchange);
        } else {
            chain.doFilter(exchange);
        }
    }

    private List<RateLimitRule> rulesHere(HttpExchange exchange) {
        String path = exchange.getRequestURI().getRawPath();
        return limits.rulesFor(exchange.getRequestMethod(), path).stream()
                .filter(rule -> rule.key().isKnownBeforeAuthentication() == beforeAuthentication)
                .toList();
    }

    private record Counted(HttpExchange exchange, ClientAddresses addresses) implements CountedRequest {

        @Override
        public String clientAddress() {
            return addresses.find(
                    exchange.getRemoteAddress().getAddress().getHostAddress(),
                    name -> exchange.getRequestHeaders().getOrDefault(name, List.of()));
        }

        @Override
        public @Nullable String principal() {
            HttpPrincipal principal = exchange.getPrincipal();
            return principal == null ? null : principal.getName();
        }

        @Override
        public @Nullable String header(String name) {
            return exchange.getRequestHeaders().getFirst(name);
        }

        @Override
        public <T> Optional<T> as(Class<T> type) {
            return type.isInstance(exchange) ? Optional.of(type.cast(exchange)) : Optional.empty();
        }
    }
}
