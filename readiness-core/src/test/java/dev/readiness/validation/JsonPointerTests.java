package dev.readiness.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPointerTests {

    @ParameterizedTest
    @CsvSource({"name, /name", "items[1].name, /items/1/name", "notes[a/b], /notes/a~1b", "tags[0], /tags/0", "'', ''"})
    void writesPathsOfBindersAsPointers(String path, String pointer) {
        assertThat(JsonPointer.ROOT.path(path)).hasToString(pointer);
    }

    @Test
    void cutsANameThatIsLongerThanAnyRealOne() {
        assertThat(JsonPointer.ROOT.property("k".repeat(1_000)).toString()).hasSize(102);
    }
}
