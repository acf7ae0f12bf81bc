package dev.readiness.web;

import dev.readiness.ratelimit.AppliedRateLimit;
import dev.readiness.ratelimit.ClientAddresses;
import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.RateLimitDecision;
import dev.readiness.ratelimit.RateLimitKey;
import dev.readiness.ratelimit.RateLimitRule;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Limits the rate of servlet requests: refuses what is above a rule with 429 and a problem document, and tells well-behaved
 * clients what is left.
 *
 * <p>There are two, for two places in the chain: {@link #byAddress} stands before the application's security, so that a
 * flood never reaches password hashing, and {@link #byIdentity} behind it. Forwards, error and asynchronous dispatches are
 * the same request and not counted again; CORS preflights and requests that carry {@link #DRY_RUN} are not counted at all.
 *
 * <p>Safe for use by many threads.
 */
public final class RateLimitFilter implements Filter {

    /** Request attribute that marks a request which the hardening report makes up; no client can set an attribute. */
    public static final String DRY_RUN = "dev.readiness.dry-run";

    private final InboundRateLimits limits;
    private final Function<HttpServletRequest, List<RateLimitRule>> rulesOf;
    private final ClientAddresses addresses;
    private final boolean beforeAuthentication;

    private RateLimitFilter(
            InboundRateLimits limits,
            Function<HttpServletRequest, List<RateLimitRule>> rulesOf,
            ClientAddresses addresses,
            boolean beforeAuthentication) {
        this.limits = limits;
        this.rulesOf = rulesOf;
        this.addresses = addresses;
        this.beforeAuthentication = beforeAuthentication;
    }

    /**
     * Returns the filter for the rules that count by client address.
     *
     * @param rulesOf gives the rules that apply to a request, of either kind; {@link #byPath} if no router knows better
     */
    public static RateLimitFilter byAddress(
            InboundRateLimits limits,
            Function<HttpServletRequest, List<RateLimitRule>> rulesOf,
            ClientAddresses addresses) {
        return new RateLimitFilter(limits, rulesOf, addresses, true);
    }

    /**
     * Returns the filter for the rules that count by what authentication found out.
     *
     * @param rulesOf gives the rules that apply to a request, of either kind; {@link #byPath} if no router knows better
     */
    public static RateLimitFilter byIdentity(
            InboundRateLimits limits,
            Function<HttpServletRequest, List<RateLimitRule>> rulesOf,
            ClientAddresses addresses) {
        return new RateLimitFilter(limits, rulesOf, addresses, false);
    }

    /** Returns a function that finds the rules of a request by its path within the application. */
    public static Function<HttpServletRequest, List<RateLimitRule>> byPath(InboundRateLimits limits) {
        return request -> limits.rulesFor(
                request.getMethod(),
                request.getRequestURI().substring(request.getContextPath().length()));
    }

    /**
     * Answers a request that a limit without a rule refuses, in the form of this filter.
     *
     * @param policy name of the limit
     * @param refusal what it decided
     */
    public static void refuse(String policy, RateLimitDecision refusal, HttpServletResponse response)
            throws IOException {
        response.setHeader("Retry-After", Long.toString(refusal.retryAfterSeconds()));
        ServletProblemWriter.write(RateLimitFields.problem(policy, refusal), response);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse httpResponse
                && isCounted(http)
                && isRefused(http, httpResponse)) {
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isCounted(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.REQUEST
                && request.getAttribute(DRY_RUN) == null
                && !isPreflight(request);
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return "OPTIONS".equals(request.getMethod())
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    private boolean isRefused(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<RateLimitRule> rules = rulesOf.apply(request).stream()
                .filter(rule -> rule.key().isKnownBeforeAuthentication() == beforeAuthentication)
                .toList();
        List<AppliedRateLimit> applied = limits.apply(rules, key -> keyOf(request, key));
        RateLimitFields.write(applied, response::addHeader);
        Optional<AppliedRateLimit> refusal =
                applied.stream().filter(AppliedRateLimit::refuses).findFirst();
        if (refusal.isPresent()) {
            ServletProblemWriter.write(RateLimitFields.problem(refusal.get()), response);
        }
        return refusal.isPresent();
    }

    private String keyOf(HttpServletRequest request, RateLimitKey key) {
        Principal principal = request.getUserPrincipal();
        return RequestKeys.of(
                key,
                principal == null ? null : principal.getName(),
                request::getHeader,
                () -> addresses.find(request.getRemoteAddr(), name -> Collections.list(request.getHeaders(name))));
    }
}
