package dev.readiness.spring.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Endpoint.Origin;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.Result;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InputRulesTests {

    private static final Endpoint BOOK =
            new Endpoint("POST", "/bookings", "BookingController.book", Origin.APPLICATION, true, true, false);

    @Test
    void tellsWhereToAddValidAndWhichConstraints() {
        Finding finding =
                unchecked(review(InputKind.OBJECT, InputCheck.NONE, List.of("`BookingRequest.reason`"), List.of()));

        assertThat(finding.result()).isEqualTo(Result.FAIL);
        assertThat(finding.where()).isEqualTo("POST /bookings");
        assertThat(finding.problem()).isEqualTo("Nothing checks `request`.");
        assertThat(finding.remedy())
                .isEqualTo("Add @Valid to the parameter `request` of BookingController.book. "
                        + "Add constraints such as @NotBlank and @Size(max = 100) to `BookingRequest.reason`.");
    }

    @Test
    void tellsThatConstraintsAreNotApplied() {
        Finding finding = unchecked(review(InputKind.OBJECT, InputCheck.NOMINAL, List.of(), List.of()));

        assertThat(finding.problem())
                .isEqualTo("BookingRequest has constraints, but nothing applies them to `request`.");
        assertThat(finding.remedy()).startsWith("Add @Valid to the parameter `request` of BookingController.book.");
    }

    @Test
    void namesWhatHasNoBound() {
        ParameterReview partial =
                review(InputKind.OBJECT, InputCheck.PARTIAL, List.of(), List.of("`BookingRequest.reason`"));

        assertThat(unchecked(partial).result()).isEqualTo(Result.PASS);
        assertThat(unbounded(partial).result()).isEqualTo(Result.FAIL);
        assertThat(unbounded(partial).problem()).isEqualTo("No bound on `BookingRequest.reason`.");
    }

    @Test
    void passesWhatIsEnforced() {
        ParameterReview enforced = review(InputKind.OBJECT, InputCheck.ENFORCED, List.of(), List.of());

        assertThat(unchecked(enforced).result()).isEqualTo(Result.PASS);
        assertThat(unbounded(enforced).result()).isEqualTo(Result.PASS);
    }

    @Test
    void doesNotAccuseTextThatOnlyNamesARow() {
        assertThat(unchecked(review(InputKind.KEY, InputCheck.NONE, List.of("the parameter `id`"), List.of()))
                        .result())
                .isEqualTo(Result.PASS);
        assertThat(unchecked(review(InputKind.VALUE, InputCheck.NONE, List.of("the parameter `name`"), List.of()))
                        .result())
                .isEqualTo(Result.FAIL);
    }

    @Test
    void whatTheCodeLooksAtIsNoAccusation() {
        Finding finding = unchecked(review(InputKind.OBJECT, InputCheck.LOOKED_AT, List.of(), List.of()));

        assertThat(finding.result()).isEqualTo(Result.UNKNOWN);
        assertThat(finding.problem()).contains("The code of the handler looks at it");
    }

    @Test
    void doesNotAccuseWhatCannotBeSeen() {
        assertThat(unchecked(review(InputKind.OBJECT, InputCheck.UNKNOWN, List.of(), List.of()))
                        .result())
                .isEqualTo(Result.UNKNOWN);
    }

    @Test
    void doesNotJudgeAnEndpointWithoutInputOrWithoutHandler() {
        assertThat(finding(Optional.of(List.of())).result()).isEqualTo(Result.NOT_APPLICABLE);
        assertThat(finding(Optional.empty()).result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void theInspectorTellsTheWorstAndTheDetail() {
        InputInspector inspector = new InputInspector(endpoint -> Optional.of(List.of(
                review(InputKind.OBJECT, InputCheck.ENFORCED, List.of(), List.of()),
                review(InputKind.VALUE, InputCheck.NONE, List.of("the parameter `request`"), List.of()))));

        assertThat(inspector.inspect(BOOK)).hasValueSatisfying(fact -> {
            assertThat(fact.value()).isEqualTo("none");
            assertThat(fact.detail()).isEqualTo("request: enforced; request: none (the parameter `request`)");
        });
    }

    private static ParameterReview review(
            InputKind kind, InputCheck check, List<String> unchecked, List<String> unbounded) {
        return new ParameterReview("request", "BookingRequest", kind, check, false, unchecked, unbounded);
    }

    private static Finding unchecked(ParameterReview review) {
        return finding(Optional.of(List.of(review)));
    }

    private static Finding finding(Optional<List<ParameterReview>> reviews) {
        return new InputRules(endpoint -> reviews)
                .inputUnchecked()
                .assess(new Inventory("clinic", List.of(BOOK)))
                .get(0);
    }

    private static Finding unbounded(ParameterReview review) {
        return new InputRules(endpoint -> Optional.of(List.of(review)))
                .inputUnbounded()
                .assess(new Inventory("clinic", List.of(BOOK)))
                .get(0);
    }
}
