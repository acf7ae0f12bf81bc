package dev.readiness.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ControlCatalogueTests {

    private static final List<String> NAMES =
            ControlCatalogue.controls().stream().map(Control::name).toList();

    @Test
    void everyControlThatARuleNamesIsListed() {
        assertThat(NAMES)
                .as("a rule names a control that controls.json lacks: add it there, with a title in your own words")
                .containsAll(RuleCatalogue.all().stream()
                        .flatMap(rule -> rule.controls().stream())
                        .toList());
    }

    @Test
    void everyControlIsListedOnceAndInAFrameworkThatIsThere() {
        List<String> frameworks =
                ControlCatalogue.frameworks().stream().map(Framework::name).toList();

        assertThat(NAMES).doesNotHaveDuplicates();
        assertThat(ControlCatalogue.controls()).allSatisfy(control -> {
            assertThat(frameworks).contains(control.framework());
            assertThat(control.title()).isNotBlank();
        });
    }
}
