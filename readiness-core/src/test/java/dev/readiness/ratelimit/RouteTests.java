package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hello",
                "/%68ello",
                "/hello/",
                "//hello",
                "/hello;x=1",
                "/./hello",
                "/a/../hello",
                "/;a=b/hello",
                "/%2Fhello",
                "/hell%6F;jsessionid=1?",
                "/%2e/hello",
                "/x/%2E%2e/hello"
            })
    void noSpellingOfAPathHidesARequest(String path) {
        assertThat(Route.parse("GET /hello").matches("GET", path.replace("?", "")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/hell", "/hello/x", "/x/hello", "/Hello", "/%2568ello", "/hello%", "/%zzhello"})
    void otherPathsAreOtherPaths(String path) {
        assertThat(Route.parse("GET /hello").matches("GET", path)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/a/*, /a/b, true",
        "/a/*, /a, false",
        "/a/*, /a/b/c, false",
        "/a/{id}, /a/7, true",
        "/a/{id}/x, /a/7/x, true",
        "/a/**, /a, true",
        "/a/**, /a/b/c, true",
        "/a/**, /ab, false",
        "/**, /, true",
        "/, /, true",
        "/, /a, false"
    })
    void patternsStandForSegments(String pattern, String path, boolean matches) {
        assertThat(Route.parse(pattern).matches("GET", path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"GET, HEAD, true", "GET, POST, false", "POST, HEAD, false", "POST, POST, true", "*, DELETE, true"})
    void aRouteForGetAlsoTakesHead(String method, String requestMethod, boolean takes) {
        assertThat(new Route(method, "/").takes(requestMethod)).isEqualTo(takes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "appointments", "", "POST  appointments", "GET /a b"})
    void refusesWhatIsNoRoute(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Route.parse(text))
                .withMessage("'" + text + "' is not a route; write for example POST /appointments or /appointments/**");
    }

    @Test
    void printsAsItIsWritten() {
        assertThat(Route.parse("post  /a")).hasToString("POST /a");
        assertThat(Route.parse("/a")).hasToString("/a");
    }
}
