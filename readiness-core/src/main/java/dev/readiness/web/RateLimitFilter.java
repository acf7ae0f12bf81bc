package dev.readiness.web;

import dev.readiness.ratelimit.AppliedRateLimit;
import dev.readiness.ratelimit.ClientAddresses;
import dev.readiness.ratelimit.InboundRateLimits;
import dev.readiness.ratelimit.RateLimitDecision;
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
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

    private static final String VISIT = "dev.readiness.rate-limit.visit";

    private final InboundRateLimits limits;
    private final Function<HttpServletRequest, List<RateLimitRule>> rulesOf;
    private final RateLimitFilterSettings settings;
    private final boolean beforeAuthentication;

    private RateLimitFilter(
            InboundRateLimits limits,
            Function<HttpServletRequest, List<RateLimitRule>> rulesOf,
            RateLimitFilterSettings settings,
            boolean beforeAuthentication) {
        this.limits = limits;
        this.rulesOf = rulesOf;
        this.settings = settings;
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
        return byAddress(limits, rulesOf, RateLimitFilterSettings.of(addresses));
    }

    /**
     * Returns the filter for the rules that count by client address, and for the lists of addresses.
     *
     * @param rulesOf gives the rules that apply to a request, of either kind; {@link #byPath} if no router knows better
     */
    public static RateLimitFilter byAddress(
            InboundRateLimits limits,
            Function<HttpServletRequest, List<RateLimitRule>> rulesOf,
            RateLimitFilterSettings settings) {
        return new RateLimitFilter(limits, rulesOf, settings, true);
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
        return byIdentity(limits, rulesOf, RateLimitFilterSettings.of(addresses));
    }

    /**
     * Returns the filter for the rules that count by what authentication found out.
     *
     * @param rulesOf gives the rules that apply to a request, of either kind; {@link #byPath} if no router knows better
     */
    public static RateLimitFilter byIdentity(
            InboundRateLimits limits,
            Function<HttpServletRequest, List<RateLimitRule>> rulesOf,
            RateLimitFilterSettings settings) {
        return new RateLimitFilter(limits, rulesOf, settings, false);
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

    /** Returns whether somebody sent {@code request} and wants it answered: no dispatch of another, no dry run, no CORS preflight. */
    static boolean isCounted(HttpServletRequest request) {
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
        Visit visit = visit(request);
        if (isSecond(visit, request)) {
            return false;
        }
        if (settings.isListed()) {
            switch (settings.standing(new ServletCountedRequest(request, settings.addresses()).exactAddress())) {
                case BLOCKED -> {
                    ServletProblemWriter.write(RateLimitFields.blocked(), response);
                    return true;
                }
                case ALLOWED -> {
                    return false;
                }
                case COUNTED -> {}
            }
        }
        List<RateLimitRule> rules = rulesHere(visit, request);
        return !rules.isEmpty() && isRefused(rules, request, response);
    }

    private boolean isRefused(List<RateLimitRule> rules, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        List<AppliedRateLimit> applied = limits.apply(rules, new ServletCountedRequest(request, settings.addresses()));
        if (applied.isEmpty()) {
            return false;
        }
        boolean told = settings.tells(!beforeAuthentication && request.getUserPrincipal() != null);
        RateLimitFields.write(applied, told, response::addHeader);
        AppliedRateLimit last = applied.get(applied.size() - 1);
        if (last.refuses()) {
            ServletProblemWriter.write(RateLimitFields.problem(last), response);
        }
        return last.refuses();
    }

    private static Visit visit(HttpServletRequest request) {
        if (request.getAttribute(VISIT) instanceof Visit known) {
            return known;
        }
        Visit visit = new Visit();
        request.setAttribute(VISIT, visit);
        return visit;
    }

    /** Whoever registers the filter twice would count each request twice. */
    private boolean isSecond(Visit visit, HttpServletRequest request) {
        if (beforeAuthentication ? visit.byAddress : visit.byIdentity) {
            settings.observations().secondVisit();
            return true;
        }
        visit.byAddress |= beforeAuthentication;
        visit.byIdentity |= !beforeAuthentication;
        if (beforeAuthentication) {
            settings.observations().request();
            if (!settings.addresses().trustsAnybody() && isForwarded(request)) {
                settings.observations().forwardedByNobodyTrusted();
            }
        }
        return false;
    }

    private static boolean isForwarded(HttpServletRequest request) {
        return request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null;
    }

    private List<RateLimitRule> rulesHere(Visit visit, HttpServletRequest request) {
        List<RateLimitRule> rules = matched(visit, request);
        int here = 0;
        for (int i = 0; i < rules.size(); i++) {
            here += isHere(rules.get(i)) ? 1 : 0;
        }
        return here == 0
                ? List.of()
                : here == rules.size()
                        ? rules
                        : rules.stream().filter(this::isHere).toList();
    }

    private boolean isHere(RateLimitRule rule) {
        return rule.key().isKnownBeforeAuthentication() == beforeAuthentication;
    }

    /** The route is matched once for both filters, unless something between them changed the request. */
    private List<RateLimitRule> matched(Visit visit, HttpServletRequest request) {
        String uri = request.getRequestURI();
        if (!uri.equals(visit.uri) || !request.getMethod().equals(visit.method)) {
            visit.rules = rulesOf.apply(request);
            visit.uri = uri;
            visit.method = request.getMethod();
        }
        return visit.rules;
    }

    /** What both filters know of one request, whose thread alone uses it. */
    private static final class Visit {

        private boolean byAddress;
        private boolean byIdentity;
        private @Nullable String method;
        private @Nullable String uri;
        private List<RateLimitRule> rules = List.of();
    }
}
