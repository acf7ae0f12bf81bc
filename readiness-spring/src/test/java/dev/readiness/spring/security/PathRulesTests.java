package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.web.access.intercept.RequestMatcherDelegatingAuthorizationManager;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Reads what the matchers of Spring Security 6 and 7 print. */
class PathRulesTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "PathPattern [/visits/**] | /visits/**",
                "PathPattern [GET /visits/**] | GET /visits/**",
                "Mvc [pattern='/visits/**'] | /visits/**",
                "Mvc [pattern='/visits/**', GET] | GET /visits/**",
                "Mvc [pattern='/visits/**', servletPath='/app', GET] | GET /visits/**",
                "Ant [pattern='/visits/**', DELETE] | DELETE /visits/**",
                "DispatcherServletDelegating [ant = Ant [pattern='/visits/**', PUT], mvc = Mvc [pattern='/visits/**', PUT]]"
                        + " | PUT /visits/**"
            })
    void readsMethodAndPath(String printed, String rule) {
        RequestMatcher matcher = new Printed(printed);
        RequestMatcherDelegatingAuthorizationManager manager = RequestMatcherDelegatingAuthorizationManager.builder()
                .add(matcher, (caller, call) -> new AuthorizationDecision(true))
                .build();

        assertThat(PathRules.of(manager)).singleElement().hasToString(rule);
    }

    private record Printed(String text) implements RequestMatcher {

        @Override
        public boolean matches(jakarta.servlet.http.HttpServletRequest request) {
            return false;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
