package dev.readiness.spring.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceTagTests {

    private final SliceTag tag = new SliceTag(slices());

    @ParameterizedTest(name = "{0} {1} belongs to {2}")
    @CsvSource({
        "POST, /signup,            joining",
        "GET,  /visits/{id},       reading",
        "GET,  /visits/{id}/notes, visiting",
        "POST, /visits,            visiting",
        "GET,  /elsewhere,         unowned",
    })
    void nameWinsOverAPattern(String method, String path, String slice) {
        assertThat(tag.sliceOf(method, path)).isEqualTo(slice);
    }

    private static Map<String, List<String>> slices() {
        Map<String, List<String>> slices = new LinkedHashMap<>();
        slices.put("visiting", List.of("/visits/**"));
        slices.put("reading", List.of("GET /visits/{id}"));
        slices.put("joining", List.of("POST /signup"));
        return slices;
    }
}
