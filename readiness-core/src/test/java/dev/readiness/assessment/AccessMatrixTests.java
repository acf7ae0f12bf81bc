package dev.readiness.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class AccessMatrixTests {

    private static final Endpoint ADMIN =
            new Endpoint("GET", "/admin", "AdminController.page", Endpoint.Origin.APPLICATION, false, false, false);

    @Test
    void aRowHasACellForEachCaller() {
        List<AccessMatrix.Row> rows = List.of(new AccessMatrix.Row(ADMIN, List.of(AccessMatrix.Cell.DENIED), ""));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccessMatrix(List.of("nobody", "any user"), rows, List.of()))
                .withMessage("'rows' must have a cell for each of [nobody, any user] but GET /admin has [DENIED]");
    }

    @Test
    void aSourceThatFailsIsSaidAndLeavesTheRest() {
        Assessment assessment = Assessor.builder()
                .access(List.of(inventory -> {
                    throw new IllegalStateException("no chain");
                }))
                .build()
                .assess(new Inventory("clinic", List.of(ADMIN)));

        assertThat(assessment.access().isEmpty()).isTrue();
        assertThat(assessment.notes())
                .containsExactly(
                        "Who reaches which endpoint could not be asked: java.lang.IllegalStateException: no chain");
        assertThat(assessment.endpoints()).hasSize(1);
    }
}
