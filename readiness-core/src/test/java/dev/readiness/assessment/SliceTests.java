package dev.readiness.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceTests {

    @ParameterizedTest(name = "{0} goes through {1} {2}: {3}")
    @CsvSource({
        "POST /signup,          POST, /signup,                 true",
        "POST /signup,          GET,  /signup,                 false",
        "/signup,               GET,  /signup,                 true",
        "/visits/**,            GET,  /visits,                 true",
        "/visits/**,            GET,  /visits/{id}/notes,      true",
        "/visits/**,            GET,  /visitors,               false",
        "GET /visits/**,        POST, /visits/{id},            false",
        "/owners/*/pets,        GET,  /owners/{ownerId}/pets,  true",
        "/owners/*/pets,        GET,  /owners/a/b/pets,        false",
        "/files/**,             GET,  /files/**,               true",
        "/a.b,                  GET,  /axb,                    false",
    })
    void sliceGoesThroughWhatItsPatternsMean(String pattern, String method, String path, boolean through) {
        assertThat(new Slice("any", List.of(pattern)).contains(endpoint(method, path)))
                .isEqualTo(through);
    }

    @Test
    void undeclaredEndpointsAreProposedByTheFirstPartOfTheirPathThatSaysSomething() {
        assertThat(proposals("GET /api/v1/owners", "POST /api/v1/owners/{id}", "GET /visits/{id}", "GET /"))
                .containsExactly(
                        new Slice("owners", List.of("GET /api/v1/owners", "POST /api/v1/owners/{id}")),
                        new Slice("visits", List.of("GET /visits/{id}")),
                        new Slice("home", List.of("GET /")));
    }

    @Test
    void endpointsOfFrameworksAreNotProposed() {
        Endpoint error = new Endpoint("*", "/error", "Error.error", Endpoint.Origin.FRAMEWORK, false, false, false);

        assertThat(SliceProposals.of(new Inventory("shop", List.of(error)), List.of()))
                .isEmpty();
    }

    @Test
    void declaredEndpointsAreNotProposed() {
        Inventory inventory = new Inventory("shop", List.of(endpoint("GET", "/orders"), endpoint("POST", "/orders")));

        assertThat(SliceProposals.of(inventory, List.of(new Slice("shopping", List.of("GET /orders")))))
                .containsExactly(new Slice("orders", List.of("POST /orders")));
    }

    @Test
    void snippetGoesOnWhereADeclaredSliceOfThatNameEnds() {
        assertThat(SliceProposals.snippet(
                        new Slice("orders", List.of("POST /orders", "GET /orders/{id}")),
                        List.of(new Slice("orders", List.of("GET /orders")))))
                .isEqualTo("readiness.slices.orders[1]=POST /orders\nreadiness.slices.orders[2]=GET /orders/{id}");
    }

    @Test
    void proposedSliceHasAStageAndObstacles() {
        SliceStanding proposed = ExampleAssessment.clinic().proposals().get(0);

        assertThat(proposed.slice()).isEqualTo(new Slice("appointments", List.of("GET /appointments")));
        assertThat(proposed.stage()).isEqualTo(Stage.SKATEBOARD);
        assertThat(proposed.obstacles()).extracting(Finding::ruleId).contains("observability.logs-unstructured");
    }

    private static List<Slice> proposals(String... ids) {
        List<Endpoint> endpoints = Stream.of(ids)
                .map(id -> endpoint(id.split(" ")[0], id.split(" ")[1]))
                .toList();
        return SliceProposals.of(new Inventory("shop", endpoints), List.of());
    }

    private static Endpoint endpoint(String method, String path) {
        return new Endpoint(method, path, "Any.any", Endpoint.Origin.APPLICATION, false, false, false);
    }
}
