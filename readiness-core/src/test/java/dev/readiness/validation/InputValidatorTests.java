package dev.readiness.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InputValidatorTests {

    private static ValidatorFactory factory;

    private static InputValidator validator;

    @BeforeAll
    static void createValidator() {
        factory = Validation.buildDefaultValidatorFactory();
        validator = InputValidator.using(factory.getValidator());
    }

    @AfterAll
    static void closeFactory() {
        factory.close();
    }

    @Test
    void findsNothingInValidInput() {
        assertThat(validator.validate(new Booking("check-up", List.of(), Map.of())))
                .isEmpty();
    }

    @Test
    void returnsWhatItWasGivenIfThatIsValid() {
        Booking booking = new Booking("check-up", List.of(), Map.of());

        assertThat(validator.requireValid(booking)).isSameAs(booking);
    }

    @Test
    void namesPropertyConstraintAndReason() {
        assertThat(validator.validate(new Booking(" ", List.of(), Map.of())))
                .containsExactly(new Violation(Violation.In.BODY, "/reason", "not-blank", "must not be blank"));
    }

    @Test
    void pointsIntoListsAndNestedObjects() {
        assertThat(validator.validate(new Booking("check-up", List.of(new Item(1), new Item(-1)), Map.of())))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("/items/1/quantity", "positive"));
    }

    @Test
    void escapesTheKeysOfMaps() {
        assertThat(validator.validate(new Booking("check-up", List.of(), Map.of("a/b~c", " "))))
                .extracting(Violation::pointer)
                .containsExactly("/notes/a~1b~0c");
    }

    @Test
    void ordersViolationsByPointer() {
        assertThat(validator.validate(new Booking("", List.of(new Item(0)), Map.of("n", ""))))
                .extracting(Violation::pointer)
                .containsExactly("/items/0/quantity", "/notes/n", "/reason");
    }

    @Test
    void doesNotRepeatTheValueEvenIfTheConstraintDoes() {
        assertThat(validator.validate(new Talkative("S3cretPass!")))
                .extracting(Violation::message)
                .containsExactly("is not valid");
    }

    @Test
    void keepsFiftyViolationsAndCountsAll() {
        List<Item> items = Stream.generate(() -> new Item(0)).limit(60).toList();
        Booking booking = new Booking("check-up", items, Map.of());

        InvalidInputException refused =
                catchThrowableOfType(InvalidInputException.class, () -> validator.requireValid(booking));

        assertThat(refused.violations()).hasSize(50);
        assertThat(refused.count()).isEqualTo(60);
    }

    @Test
    void theExceptionNamesPlacesButNoValues() {
        InvalidInputException refused = catchThrowableOfType(
                InvalidInputException.class, () -> validator.requireValid(new Talkative("S3cretPass!")));

        assertThat(refused).hasMessage("1 violations: BODY /password pattern");
        assertThat(new String(refused.toProblemDocument().toJson(), StandardCharsets.UTF_8))
                .doesNotContain("S3cret")
                .contains("\"status\":400", "\"pointer\":\"/password\"");
    }

    record Item(@Positive int quantity) {}

    record Booking(
            @NotBlank String reason, List<@Valid Item> items, Map<String, @NotBlank @Size(max = 9) String> notes) {}

    record Talkative(
            @Pattern(regexp = "\\d+", message = "'${validatedValue}' is no number")
            String password) {}
}
