package dev.readiness.spring.security;

import dev.readiness.assessment.AccessMatrix;
import dev.readiness.assessment.Endpoint;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Asks the application's own security filter chain, with a request that carries no credentials.
 *
 * <p>Spring Security's {@code WebInvocationPrivilegeEvaluator} is not asked, because it calls an endpoint denied that no chain
 * matches at all, which is the widest open there is. Protection against forged requests is left out: it stops a browser, not
 * a caller.
 */
final class FilterChainOracle implements ServletOracle, RoleOracle {

    private final Supplier<FilterChainProxy> security;

    private final ServletContext servletContext;

    private final String servletPrefix;

    private final Consumer<HttpServletRequest> preparation;

    private final Supplier<String> rolePrefix;

    /**
     * @param preparation what has to be done to a request before a matcher sees it
     * @param rolePrefix what the application puts before the names of roles
     */
    FilterChainOracle(
            Supplier<FilterChainProxy> security,
            ServletContext servletContext,
            String servletPath,
            Consumer<HttpServletRequest> preparation,
            Supplier<String> rolePrefix) {
        this.rolePrefix = rolePrefix;
        this.preparation = preparation;
        this.security = security;
        this.servletContext = servletContext;
        this.servletPrefix = servletPath.replaceFirst("/\\*?$", "");
    }

    @Override
    public Access of(Endpoint endpoint) {
        return AskedMethods.access(endpoint, (method, path) -> ask(method, path, endpoint.handler()));
    }

    @Override
    public List<Passage> of(Endpoint endpoint, List<Authentication> callers) {
        return AskedMethods.passages(
                endpoint, callers, (method, path) -> ask(method, path, endpoint.handler(), callers));
    }

    @Override
    public Stream<String> authoritiesAt(List<Endpoint> endpoints) {
        return chains().stream()
                .flatMap(chain -> chain.getFilters().stream())
                .filter(AuthorizationFilter.class::isInstance)
                .map(filter -> ((AuthorizationFilter) filter).getAuthorizationManager())
                .flatMap(manager -> RuleContents.of(manager).authorities(rolePrefix.get()).stream());
    }

    @Override
    public AccessOracle on(ServletContext server) {
        return new FilterChainOracle(security, server, "/", request -> {}, rolePrefix);
    }

    /** Returns the class names of the filters in the chain that matches {@code endpoint}. */
    Set<String> filtersFor(Endpoint endpoint) {
        return chainFor(endpoint)
                .map(chain -> chain.getFilters().stream()
                        .map(filter -> filter.getClass().getName())
                        .collect(Collectors.toUnmodifiableSet()))
                .orElseGet(Set::of);
    }

    /** Returns the chains, in the order in which they are asked. */
    List<SecurityFilterChain> chains() {
        return security.get().getFilterChains();
    }

    /** Returns the chain that matches {@code endpoint}. */
    Optional<SecurityFilterChain> chainFor(Endpoint endpoint) {
        return requestTo(endpoint).flatMap(this::chainFor);
    }

    /** Returns the headers that the chain adds to an answer of {@code endpoint}, or nothing if no chain matches it. */
    Optional<Map<String, String>> headersFor(Endpoint endpoint) {
        Optional<DryRunRequest> request = requestTo(endpoint);
        if (request.flatMap(this::chainFor).isEmpty()) {
            return Optional.empty();
        }
        DryRunResponse response = new DryRunResponse();
        ask(request.orElseThrow(), chainFor(request.get()), response, endpoint.handler());
        return Optional.of(response.headers());
    }

    /** Returns a request that {@code endpoint} answers, if a path can be made up that it matches. */
    Optional<DryRunRequest> requestTo(Endpoint endpoint) {
        String method = endpoint.method().equals("*") ? "POST" : endpoint.method();
        return PathExample.of(endpoint.path()).map(path -> request(method, path));
    }

    private DryRunRequest request(String method, String path) {
        DryRunRequest request = new DryRunRequest(method, servletPrefix, path, servletContext);
        preparation.accept(request);
        return request;
    }

    private Optional<SecurityFilterChain> chainFor(DryRunRequest request) {
        return security.get().getFilterChains().stream()
                .filter(candidate -> candidate.matches(request))
                .findFirst();
    }

    /**
     * Chains that are asked before the one that matches, and that another request to the same place may match, for example with
     * a certain header.
     */
    private List<SecurityFilterChain> perhapsFor(DryRunRequest request) {
        MatchedByMore others = new MatchedByMore(request);
        return security.get().getFilterChains().stream()
                .takeWhile(chain -> !chain.matches(request))
                .filter(chain -> !(chain instanceof DefaultSecurityFilterChain known)
                        || others.mayMatch(known.getRequestMatcher()))
                .toList();
    }

    private Access ask(String method, String path, String handler) {
        DryRunRequest request = request(method, path);
        Access answer = ask(request, chainFor(request), new DryRunResponse(), handler);
        if (answer.reach() == Reach.ANYONE) {
            return answer;
        }
        return perhapsFor(request).stream()
                .map(chain ->
                        perhaps(ask(request(method, path), Optional.of(chain), new DryRunResponse(), handler), chain))
                .reduce(answer, Access::or);
    }

    private static Access perhaps(Access answer, SecurityFilterChain chain) {
        return answer.reach() == Reach.ANYONE
                ? Access.unknown("a request that fits " + nameOf(chain) + " may get in without credentials")
                : answer;
    }

    private List<Passage> ask(String method, String path, String handler, List<Authentication> callers) {
        DryRunRequest request = request(method, path);
        List<Passage> answer = ask(request, chainFor(request), handler, callers);
        return perhapsFor(request).stream()
                .map(chain -> ask(request(method, path), Optional.of(chain), handler, callers).stream()
                        .map(passage -> passage.cell() == AccessMatrix.Cell.ALLOWED
                                ? Passage.unknown("a request that fits " + nameOf(chain) + " may get in")
                                : passage)
                        .toList())
                .reduce(answer, AskedMethods::either);
    }

    private static String nameOf(SecurityFilterChain chain) {
        return chain instanceof DefaultSecurityFilterChain known
                ? MatchedByMore.nameOf(known.getRequestMatcher())
                : chain.getClass().getSimpleName();
    }

    private static Access ask(
            DryRunRequest request, Optional<SecurityFilterChain> chain, DryRunResponse response, String handler) {
        try {
            return alone(request, response, () -> walk(request, chain, response, handler));
        } catch (AuthenticationException | AccessDeniedException ex) {
            return Access.restricted("the filter chain refuses a caller without credentials", "");
        } catch (IOException | ServletException | RuntimeException ex) {
            return Access.unknown("the filter chain could not be asked: " + ex);
        }
    }

    private static List<Passage> ask(
            DryRunRequest request, Optional<SecurityFilterChain> chain, String handler, List<Authentication> callers) {
        DryRunResponse response = new DryRunResponse();
        try {
            return alone(request, response, () -> walk(request, chain, response, handler, callers));
        } catch (AuthenticationException | AccessDeniedException ex) {
            return Passage.unknown("the filter chain refuses whoever shows no credentials")
                    .forEach(callers);
        } catch (IOException | ServletException | RuntimeException ex) {
            return Passage.unknown("the filter chain could not be asked: " + ex).forEach(callers);
        }
    }

    /** Asks as if this thread had only this request, and restores what was there before. */
    private static <T> T alone(DryRunRequest request, DryRunResponse response, Walk<T> walk)
            throws IOException, ServletException {
        SecurityContext callerBefore = SecurityContextHolder.getContext();
        RequestAttributes requestBefore = RequestContextHolder.getRequestAttributes();
        SecurityContextHolder.clearContext();
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request, response));
        try {
            CsrfFilter.skipRequest(request);
            return walk.go();
        } finally {
            RequestContextHolder.setRequestAttributes(requestBefore);
            SecurityContextHolder.setContext(callerBefore);
        }
    }

    private static List<Passage> walk(
            DryRunRequest request,
            Optional<SecurityFilterChain> chain,
            DryRunResponse response,
            String handler,
            List<Authentication> callers)
            throws IOException, ServletException {
        if (chain.isEmpty()) {
            return Passage.ALLOWED.forEach(callers);
        }
        ChainRun run = new ChainRun(chain.get().getFilters(), callers);
        run.doFilter(request, response);
        return run.passages(handler);
    }

    /** A walk through a chain. */
    private interface Walk<T> {

        T go() throws IOException, ServletException;
    }

    private static Access walk(
            DryRunRequest request, Optional<SecurityFilterChain> chain, DryRunResponse response, String handler)
            throws IOException, ServletException {
        if (chain.isEmpty()) {
            return Access.anyone(Access.NO_CHAIN);
        }
        List<Filter> filters = chain.get().getFilters();
        ChainRun run = new ChainRun(filters);
        run.doFilter(request, response);
        if (run.reached()) {
            return Access.anyone(
                    filters.isEmpty()
                            ? "Spring Security is told to ignore it"
                            : "the security filter chain let a request without credentials through");
        }
        if (run.answering().isPresent()) {
            return answeredBy(run.answering().get(), handler);
        }
        Access refusal = run.refusal();
        return refusal != null ? refusal : refusedBy(run.last(), request, response);
    }

    private static Access answeredBy(Filter filter, String handler) {
        String name = filter.getClass().getSimpleName();
        return name.equals(handler)
                ? Access.anyone("the filter answers it before any rule is asked")
                : Access.unknown(name + " answers it instead of " + handler);
    }

    private static Access refusedBy(Filter filter, DryRunRequest request, DryRunResponse response) {
        String name = filter.getClass().getSimpleName();
        if (!request.unanswered().isEmpty()) {
            return Access.unknown(name + " asked for what only a real request has: " + request.unanswered());
        }
        return response.getStatus() >= 300
                ? Access.restricted(
                        name + " answered " + response.getStatus() + " to a request without credentials", "")
                : Access.unknown(name + " answered instead of the endpoint");
    }
}
