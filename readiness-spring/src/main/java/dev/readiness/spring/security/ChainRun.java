package dev.readiness.spring.security;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * One walk through the filters of a chain.
 *
 * <p>Every filter is really called, with two exceptions. Of the one that authorises the manager is asked instead, so that a
 * refusal publishes no event that somebody's alarm listens to, and so that a second caller can be asked about at the same
 * place. One that answers the path itself, as a login does, is where the walk ends.
 */
final class ChainRun implements FilterChain {

    private final List<Filter> filters;

    private int position;

    private int rulesAt;

    private boolean reached;

    private @Nullable Access refusal;

    private @Nullable Filter answering;

    private final List<Authentication> callers;

    private @Nullable List<Passage> passages;

    ChainRun(List<Filter> filters) {
        this(filters, List.of());
    }

    /**
     * @param callers somebody logged in each, about whom the rules are asked as well, at the place where they decide
     */
    ChainRun(List<Filter> filters, List<Authentication> callers) {
        this.filters = filters;
        this.callers = callers;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response) throws IOException, ServletException {
        if (position == filters.size()) {
            reached = true;
            return;
        }
        Filter next = filters.get(position++);
        if (AnsweringFilter.is(next) && new AnsweringFilter(next).answers((HttpServletRequest) request)) {
            answering = next;
        } else if (!(next instanceof AuthorizationFilter authorization)) {
            next.doFilter(request, response, this);
        } else if (permits(authorization.getAuthorizationManager(), (HttpServletRequest) request)) {
            doFilter(request, response);
        }
    }

    boolean reached() {
        return reached;
    }

    /** Returns who gets past the rule that refused, or {@code null} if no rule did. */
    @Nullable
    Access refusal() {
        return refusal;
    }

    /** Returns the filter that answers the request itself and was therefore not called, if there is one. */
    Optional<Filter> answering() {
        return Optional.ofNullable(answering);
    }

    /**
     * Returns what each of the callers gets, once the walk is over.
     *
     * @param handler name of what they want to reach
     */
    List<Passage> passages(String handler) {
        List<Passage> decided = passages;
        if (decided == null) {
            return (reached ? Passage.ALLOWED : beforeAnyRule(handler)).forEach(callers);
        }
        Passage behind = reached ? Passage.ALLOWED : behindTheRules();
        return decided.stream().map(behind::and).toList();
    }

    private Passage beforeAnyRule(String handler) {
        String name = position == 0 ? "the chain" : last().getClass().getSimpleName();
        return answering != null && name.equals(handler)
                ? Passage.ALLOWED
                : Passage.unknown(name + " answers before any rule is asked");
    }

    /** Filters behind the rules are called without credentials, and only if the rules let such a caller in. */
    private Passage behindTheRules() {
        return filters.subList(rulesAt, filters.size()).stream()
                .filter(ChainRun::mayRefuse)
                .findFirst()
                .map(filter -> Passage.unknown(filter.getClass().getSimpleName() + " stands behind the rules"))
                .orElse(Passage.ALLOWED);
    }

    /** Returns the filter that did not call the next one. */
    Filter last() {
        return filters.get(position - 1);
    }

    private boolean permits(AuthorizationManager<HttpServletRequest> manager, HttpServletRequest request) {
        AskedRules rules = new AskedRules(manager, request);
        rulesAt = position;
        passages = callers.stream().map(rules::passageOf).toList();
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller != null && rules.isGrantedTo(caller)) {
            return true;
        }
        refusal = refusalOf(rules, caller == null ? Callers.anonymous() : caller);
        return false;
    }

    private static Access refusalOf(AskedRules rules, Authentication caller) {
        Optional<String> way = rules.wayAround(caller);
        if (way.isPresent()) {
            return Access.unknown("its rules refuse a caller without credentials, but " + way.get());
        }
        Authentication user = Callers.userWithoutRoles();
        if (rules.isGrantedTo(user)) {
            return Access.anyUser("its rules refuse a caller without credentials and let any user through");
        }
        return rules.wayAround(user)
                .map(other -> Access.anyUser("its rules refuse a caller without credentials, and " + other))
                .orElseGet(() -> Access.restricted(
                        "its rules refuse a caller without credentials", Requirement.of(rules.answerTo(user))));
    }

    /** Returns whether this filter, which was not called, may refuse somebody whom the rules let in. */
    private static boolean mayRefuse(Filter filter) {
        return filter instanceof AuthorizationFilter
                || (!filter.getClass().getName().startsWith("org.springframework.")
                        && !PassThrough.isCertainOfFilter(filter.getClass()));
    }
}
