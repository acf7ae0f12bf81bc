package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceMethodsTests {

    @ParameterizedTest
    @CsvSource({
        "run, run",
        "lambda$run$4, run",
        "run$lambda$4, run",
        "run$lambda$4$lambda$3, run",
        "run$default, run$default"
    })
    void namesTheMethodAroundALambdaOfJavaAndOfKotlin(String compiled, String source) {
        assertThat(SourceMethods.nameOf(compiled)).isEqualTo(source);
    }
}
