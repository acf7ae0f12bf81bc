package dev.readiness.spring.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.RunningApplication;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitedViolationsTests {

    private static final int MANY = 100_000;

    private static RunningApplication application;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                OrderApplication.class,
                "readiness.validation.problem-details=true",
                "readiness.validation.json.max-tokens=1000000"); // more than a budget gives
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @BeforeEach
    void reset() {
        OrderApplication.CHECKED.set(0);
    }

    @ParameterizedTest
    @CsvSource({"/orders,true", "/items,false", "/checked,false"})
    void looksNoFurtherThanTheAnswerNeeds(String path, boolean wrapped) {
        String items = listOf("{\"q\":0}");

        HttpResponse<String> response = application.postJson(path, wrapped ? "{\"items\":" + items + "}" : items);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("/0/q\",\"code\":\"positive\"", "\"truncated\":true")
                .hasSizeLessThan(10_000);
        assertThat(response.body().split("\"pointer\"", -1)).hasSize(51);
        assertThat(OrderApplication.CHECKED.get()).isBetween(50, 52);
    }

    @Test
    void boundsTheErrorsThatAHandlerLooksAtItself() {
        assertThat(application
                        .postJson("/looked-at", "{\"tags\":" + listOf("\"\"") + "}")
                        .body())
                .isEqualTo("51");
    }

    @Test
    void checksAllOfALongListThatIsValid() {
        HttpResponse<String> response = application.postJson("/items", listOf("{\"q\":1}"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(OrderApplication.CHECKED).hasValue(MANY);
    }

    @Test
    void namesAllViolationsBelowTheLimit() {
        HttpResponse<String> response = application.postJson("/items", "[{\"q\":0},{\"q\":1},{\"q\":-1}]");

        assertThat(response.body()).contains("/0/q", "/2/q").doesNotContain("/1/q", "truncated");
    }

    private static String listOf(String element) {
        return "[" + (element + ",").repeat(MANY - 1) + element + "]";
    }
}
