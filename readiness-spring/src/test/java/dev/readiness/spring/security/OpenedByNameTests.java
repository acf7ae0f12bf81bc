package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Endpoint.Origin;
import dev.readiness.spring.security.ShadowedRule.PathRule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.authorization.AuthorizationDecision;

class OpenedByNameTests {

    @ParameterizedTest
    @CsvSource({
        "GET /posts/**, GET, /posts/{id}",
        "GET /api/posts, GET, /api/posts",
        "/products/filter, GET, /products/filter",
        "/api/products/**, GET, /api/products/{id}"
    })
    void aRuleThatNamesAReadIsADecision(String rule, String method, String path) {
        assertThat(signOf(List.of(rule), method, path)).contains("a rule names it (" + rule + ")");
    }

    @ParameterizedTest
    @CsvSource({
        "/orders/**, GET, /orders/{id}", // perhaps only one page of them was meant
        "/shop/**, GET, /shop/my-orders",
        "/api/**, GET, /api/posts",
        "/**, GET, /posts",
        "GET /**, GET, /posts",
        "GET /api/**, GET, /api/posts",
        "GET /users/**, GET, /users/{id}",
        "GET /admin/orders, GET, /admin/orders",
        "POST /posts, POST, /posts",
        "/posts, POST, /posts",
        "GET /other, GET, /posts"
    })
    void whatIsWiderOrWritesOrIsForTheStaffIsNot(String rule, String method, String path) {
        assertThat(signOf(List.of(rule), method, path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/orders/**, GET /orders/{id}"})
    void theRuleThatIsAskedFirstCounts(String first, String second) {
        assertThat(signOf(List.of(first, second), "GET", "/orders/{id}")).isEmpty();
    }

    private static Optional<String> signOf(List<String> rules, String method, String path) {
        List<PathRule> parsed = rules.stream().map(OpenedByNameTests::rule).toList();
        return new OpenedByName(() -> parsed).signOf(endpoint(method, path));
    }

    private static PathRule rule(String text) {
        String[] parts = text.split(" ");
        return new PathRule(
                parts.length == 2 ? parts[0] : "",
                Arrays.stream(parts).reduce((method, path) -> path).orElseThrow(),
                (caller, request) -> new AuthorizationDecision(true));
    }

    private static Endpoint endpoint(String method, String path) {
        return new Endpoint(method, path, "Some.handler", Origin.APPLICATION, !method.equals("GET"), true, false);
    }
}
