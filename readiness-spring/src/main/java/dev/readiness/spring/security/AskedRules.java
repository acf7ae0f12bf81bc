package dev.readiness.spring.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.access.intercept.RequestMatcherDelegatingAuthorizationManager;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcherEntry;

/** The rules of an authorization filter, asked about one request on behalf of several callers. */
final class AskedRules {

    private final AuthorizationManager<HttpServletRequest> manager;

    private final HttpServletRequest request;

    /** Rules above the one that decides, which other requests to the same path may fit. */
    private final List<RequestMatcherEntry<?>> perhaps = new ArrayList<>();

    private Object deciding;

    private @Nullable String otherThanAuthorities;

    AskedRules(AuthorizationManager<HttpServletRequest> manager, HttpServletRequest request) {
        this.manager = manager;
        this.request = request;
        // Managers that are observed wrap another.
        this.deciding = PrivateField.of(manager, "delegate", Object.class).orElse(manager);
        if (deciding instanceof RequestMatcherDelegatingAuthorizationManager) {
            findDeciding();
        }
    }

    boolean isGrantedTo(Authentication caller) {
        return isGranted(answerTo(caller));
    }

    @Nullable
    AuthorizationResult answerTo(Authentication caller) {
        return manager.authorize(() -> caller, request);
    }

    /** Returns what somebody gets who has logged in. A refusal counts only if it is certain that authorities made it. */
    Passage passageOf(Authentication caller) {
        AtomicReference<@Nullable AuthorizationResult> answer = new AtomicReference<>();
        try {
            Callers.as(caller, () -> answer.set(answerTo(caller)));
        } catch (Throwable ex) {
            return Passage.unknown("its rules could not be asked: " + ex);
        }
        if (isGranted(answer.get())) {
            return Passage.ALLOWED;
        }
        Optional<String> way = wayAround(caller);
        if (way.isPresent()) {
            return Passage.unknown(way.get());
        }
        if (otherThanAuthorities == null) {
            otherThanAuthorities = RuleContents.of(deciding).otherThanAuthorities();
        }
        return otherThanAuthorities.isEmpty()
                ? Passage.DENIED
                : Passage.unknown(
                        "it is decided by " + otherThanAuthorities + ", which may look at more than authorities");
    }

    /** Returns how {@code caller} may get in with another request to the same path, if that is possible. */
    Optional<String> wayAround(Authentication caller) {
        return perhaps.stream()
                .filter(rule -> lets(rule.getEntry(), caller))
                .map(rule -> "a request that fits " + MatchedByMore.nameOf(rule.getRequestMatcher()) + " may get in")
                .findFirst();
    }

    @SuppressWarnings("unchecked")
    private boolean lets(Object rule, Authentication caller) {
        try {
            return isGranted(((AuthorizationManager<RequestAuthorizationContext>) rule)
                    .authorize(() -> caller, new RequestAuthorizationContext(request)));
        } catch (RuntimeException ex) {
            return true; // it may, for all that is known
        }
    }

    private void findDeciding() {
        List<?> mappings = PrivateField.of(deciding, "mappings", List.class).orElse(List.of());
        MatchedByMore others = new MatchedByMore(request);
        for (Object mapping : mappings) {
            RequestMatcherEntry<?> rule = (RequestMatcherEntry<?>) mapping;
            RequestMatcher matcher = rule.getRequestMatcher();
            if (matcher.matcher(request).isMatch()) {
                deciding = rule.getEntry();
                return;
            }
            if (others.mayMatch(matcher)) {
                perhaps.add(rule);
            }
        }
    }

    private static boolean isGranted(@Nullable AuthorizationResult result) {
        return result == null || result.isGranted();
    }
}
