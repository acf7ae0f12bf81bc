package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

class PathExampleTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/visits",
                "/visits/{id}",
                "/visits/{id}/notes/{note}",
                "/visits/{id:[0-9]{3}}",
                "/visits/{day:\\d{4}-\\d{2}-\\d{2}}",
                "/{language:[a-z]{2}}/visits",
                "/visits/{id:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}",
                "/files/{*rest}",
                "/files/**",
                "/files/*/raw",
                "/files/{name:.+}.txt",
            })
    void isMatchedByItsPattern(String pattern) {
        assertThat(PathExample.of(pattern))
                .hasValueSatisfying(path -> assertThat(
                                new PathPatternParser().parse(pattern).matches(PathContainer.parsePath(path)))
                        .as(path)
                        .isTrue());
    }

    @Test
    void isNotMadeUpWhereNothingPlausibleSatisfiesTheVariable() {
        assertThat(PathExample.of("/visits/{id:[x-z]{40}}")).isEmpty();
    }
}
