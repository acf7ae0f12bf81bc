package dev.readiness.spring.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ExpressionAuthorizationDecision;
import org.springframework.security.core.authority.AuthorityUtils;

/** What a refusal says of those whom it would not have hit. */
final class Requirement {

    private Requirement() {}

    /** Returns what a caller needs, for example {@code ROLE_ADMIN}; empty where the refusal does not say. */
    static String of(@Nullable AuthorizationResult refusal) {
        if (refusal instanceof AuthorityAuthorizationDecision decision) {
            return String.join(" or ", AuthorityUtils.authorityListToSet(decision.getAuthorities()));
        }
        return refusal instanceof ExpressionAuthorizationDecision decision
                ? decision.getExpression().getExpressionString()
                : "";
    }
}
