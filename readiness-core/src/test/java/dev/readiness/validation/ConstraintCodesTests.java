package dev.readiness.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstraintCodesTests {

    @ParameterizedTest
    @CsvSource({
        "NotBlank, not-blank", "Size, size", "UUID, uuid", "URL, url", "CreditCardNumber, credit-card-number",
        "Mod10Check, mod10-check", "E164, e164", "KorRRN, kor-rrn", "JSONPath, json-path", "typeMismatch, type-mismatch"
    })
    void writesTheNameInKebabCase(String constraint, String code) {
        assertThat(ConstraintCodes.of(constraint)).isEqualTo(code);
    }
}
