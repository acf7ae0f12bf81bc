package dev.readiness.spring.audit;

import dev.readiness.audit.AuditRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who Spring Security has authenticated; never what a header claims. */
final class SpringSecurityUser implements AuthenticatedUser {

    @Override
    public Optional<AuditRecord.Actor> current() {
        return actor(SecurityContextHolder.getContext().getAuthentication());
    }

    static Optional<AuditRecord.Actor> actor(@Nullable Authentication authentication) {
        return Optional.ofNullable(authentication)
                .filter(Authentication::isAuthenticated)
                .filter(known -> !(known instanceof AnonymousAuthenticationToken))
                .map(Authentication::getName)
                .filter(name -> !name.isBlank())
                .map(AuditRecord.Actor::user);
    }
}
