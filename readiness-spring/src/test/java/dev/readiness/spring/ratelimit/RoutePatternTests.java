package dev.readiness.spring.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.ratelimit.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** What is compared before a pattern is matched must hide nothing that the pattern matches. */
class RoutePatternTests {

    @ParameterizedTest
    @CsvSource({
        "/files/**, /files, true",
        "/files/**, /files/a/b, true",
        "/files/{*rest}, /files, true",
        "/files/{id}, /files/7, true",
        "/files/{id:[0-9]+}, /files/x, false",
        "/files-?/a, /files-1/a, true",
        "/file*, /files, true",
        "/*/files, /a/files, true",
        "/{any}, /files, true",
        "/**, /, true",
        "/, /, true",
        "/files, /filesystem, false",
        "/files, /Files, false",
        "/été, /été, true",
    })
    void matchesAsSpringDoes(String pattern, String path, boolean matches) {
        PathContainer parsed = PathContainer.parsePath(path);

        assertThat(RoutePattern.of(Route.parse(pattern), PathPatternParser.defaultInstance)
                        .matches("GET", parsed, Spelling.isUnusual(path)))
                .isEqualTo(matches)
                .isEqualTo(PathPatternParser.defaultInstance.parse(pattern).matches(parsed));
    }

    @Test
    void doesNotMindTheCaseWhereTheRouterDoesNot() {
        PathPatternParser parser = new PathPatternParser();
        parser.setCaseSensitive(false);

        assertThat(RoutePattern.of(Route.parse("/files/{id}"), parser)
                        .matches("GET", PathContainer.parsePath("/FILES/7"), false))
                .isTrue();
    }
}
