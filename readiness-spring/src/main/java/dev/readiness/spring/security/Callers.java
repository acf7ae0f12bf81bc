package dev.readiness.spring.security;

import java.util.ArrayList;
import java.util.List;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.util.ClassUtils;

/** The callers on whose behalf a dry run asks. None of them exists. */
final class Callers {

    private static final boolean FACTORS_PRESENT = ClassUtils.isPresent(
            "org.springframework.security.core.authority.FactorGrantedAuthority", Callers.class.getClassLoader());

    private Callers() {}

    static Authentication anonymous() {
        return new AnonymousAuthenticationToken(
                "readiness", "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
    }

    static Authentication userWithoutRoles() {
        return userWith();
    }

    /** Returns somebody who has logged in with every factor and has no other authority than {@code authorities}. */
    static Authentication userWith(String... authorities) {
        List<GrantedAuthority> granted = new ArrayList<>(AuthorityUtils.createAuthorityList(authorities));
        if (FACTORS_PRESENT) {
            granted.addAll(LoginFactors.all());
        }
        User user = new User("readiness-dry-run", "", granted);
        return UsernamePasswordAuthenticationToken.authenticated(user, null, granted);
    }

    /** Runs {@code question} while {@code caller} is logged in on this thread, and restores what was there before. */
    static void as(Authentication caller, Question question) throws Throwable {
        SecurityContext before = SecurityContextHolder.getContext();
        SecurityContext during = SecurityContextHolder.createEmptyContext();
        during.setAuthentication(caller);
        SecurityContextHolder.setContext(during);
        try {
            question.ask();
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }

    /** Something to find out. */
    interface Question {

        void ask() throws Throwable;
    }
}
