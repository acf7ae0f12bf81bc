package dev.readiness.spring.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.ratelimit.LoginRateLimiter;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.asm.ClassReader;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.bcrypt.BCrypt;
import org.springframework.security.crypto.password.PasswordEncoder;
import reactor.core.publisher.Mono;

class OwnPasswordChecksTests {

    @Test
    void findsLoginsThatCompareByThemselves() throws IOException {
        assertThat(read(Accounts.class))
                .containsExactly(
                        "OwnPasswordChecksTests.Accounts.authenticateOld", "OwnPasswordChecksTests.Accounts.login");
    }

    @Test
    void looksIntoTheLambdasOfALogin() throws IOException {
        assertThat(read(ReactiveAccounts.class)).containsExactly("OwnPasswordChecksTests.ReactiveAccounts.login");
    }

    @Test
    void leavesProvidersToTheirManager() throws IOException {
        assertThat(read(Provider.class)).isEmpty();
    }

    private static Set<String> read(Class<?> type) throws IOException {
        Set<String> places = new TreeSet<>();
        new ClassReader(type.getName()).accept(new OwnPasswordChecks(places), ClassReader.SKIP_DEBUG);
        return places;
    }

    @SuppressWarnings("unused")
    record Accounts(PasswordEncoder encoder, LoginRateLimiter limiter) {

        boolean login(String password, String hash) {
            return encoder.matches(password, hash);
        }

        boolean authenticateOld(String password, String hash) {
            return BCrypt.checkpw(password, hash);
        }

        boolean changePassword(String old, String hash) {
            return encoder.matches(old, hash);
        }

        boolean limitedLogin(String password, String hash) {
            return limiter.begin("ann").isPermitted() && encoder.matches(password, hash);
        }

        String loginPage() {
            return encoder.encode("nothing is compared");
        }
    }

    @SuppressWarnings("unused")
    record ReactiveAccounts(PasswordEncoder encoder, ReactiveLoginRateLimiter limiter) {

        Mono<Boolean> login(String password, Mono<String> hash) {
            return hash.map(known -> encoder.matches(password, known));
        }

        Mono<Boolean> limitedLogin(String password, Mono<String> hash) {
            return limiter.limit("ann", password, hash.map(known -> encoder.matches(password, known)), right -> right);
        }
    }

    static class Provider implements AuthenticationProvider {

        @Override
        public Authentication authenticate(Authentication authentication) {
            BCrypt.checkpw("", "");
            return authentication;
        }

        @Override
        public boolean supports(Class<?> authentication) {
            return true;
        }
    }
}
