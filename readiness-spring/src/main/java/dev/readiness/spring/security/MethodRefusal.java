package dev.readiness.spring.security;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ExpressionAuthorizationDecision;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * A refusal of method security.
 *
 * @param result what it said, or {@code null} if it only refused
 */
record MethodRefusal(@Nullable AuthorizationResult result) {

    /**
     * Returns what refuses {@code caller}, or nothing if the caller gets through.
     *
     * @throws IllegalStateException if the advice could not be asked
     */
    static Optional<MethodRefusal> of(Authentication caller, ProbedCall call, List<MethodInterceptor> advice) {
        for (MethodInterceptor interceptor : advice) {
            try {
                call.forgetThatItProceeded();
                Callers.as(caller, () -> ReactiveCall.await(interceptor.invoke(call), call.getMethod(), caller));
            } catch (AuthorizationDeniedException ex) {
                return Optional.of(new MethodRefusal(ex.getAuthorizationResult()));
            } catch (AccessDeniedException | AuthenticationException ex) {
                return Optional.of(new MethodRefusal(null));
            } catch (Throwable ex) {
                throw new IllegalStateException(ex.toString(), ex);
            }
            if (!call.proceeded()) {
                return Optional.of(new MethodRefusal(null));
            }
        }
        return Optional.empty();
    }

    /** Returns the authorities that it names. */
    Stream<String> authorities(String rolePrefix) {
        if (result instanceof AuthorityAuthorizationDecision decision) {
            return AuthorityUtils.authorityListToSet(decision.getAuthorities()).stream();
        }
        return result instanceof ExpressionAuthorizationDecision decision
                ? AuthorityNames.in(decision.getExpression().getExpressionString(), rolePrefix)
                : Stream.empty();
    }

    /** Returns what a logged-in caller gets. A refusal counts only if it is certain that authorities made it. */
    Passage passage() {
        if (result instanceof AuthorityAuthorizationDecision) {
            return Passage.DENIED;
        }
        if (result instanceof ExpressionAuthorizationDecision decision) {
            String expression = decision.getExpression().getExpressionString();
            return AuthorityNames.decideAlone(expression) ? Passage.DENIED : byMore(expression);
        }
        return byMore("advice of the method");
    }

    private static Passage byMore(String name) {
        return Passage.unknown("it is decided by " + name + ", which may look at more than authorities");
    }
}
