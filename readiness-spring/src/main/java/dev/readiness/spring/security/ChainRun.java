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
import org.springframework.security.authorization.AuthorizationResult;
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

    private boolean reached;

    private @Nullable Access refusal;

    private @Nullable Filter answering;

    ChainRun(List<Filter> filters) {
        this.filters = filters;
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

    /** Returns the filter that did not call the next one. */
    Filter last() {
        return filters.get(position - 1);
    }

    private boolean permits(AuthorizationManager<HttpServletRequest> manager, HttpServletRequest request) {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller != null && isGranted(manager.authorize(() -> caller, request))) {
            return true;
        }
        refusal = refusalOf(manager, request);
        return false;
    }

    private static Access refusalOf(AuthorizationManager<HttpServletRequest> manager, HttpServletRequest request) {
        AuthorizationResult forUser = manager.authorize(Callers::userWithoutRoles, request);
        return isGranted(forUser)
                ? Access.anyUser("its rules refuse a caller without credentials and let any user through")
                : Access.restricted("its rules refuse a caller without credentials", Requirement.of(forUser));
    }

    private static boolean isGranted(@Nullable AuthorizationResult result) {
        return result == null || result.isGranted();
    }
}
