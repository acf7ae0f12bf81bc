package dev.readiness.validation.constraints;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentedConstraintsTests {

    private static final Path PAGE = Path.of("../docs/validation.md");

    private static final Path SOURCES = Path.of("src/main/java/dev/readiness/validation/constraints");

    @Test
    void pageShowsTheExampleThatIsCompiled() throws IOException {
        String source =
                Files.readString(Path.of("src/test/java/dev/readiness/validation/constraints/BookingExample.java"));
        String example = source.substring(
                        source.indexOf("// tag::constraints[]\n") + "// tag::constraints[]\n".length(),
                        source.indexOf("    // end::constraints[]"))
                .stripTrailing()
                .stripIndent()
                .strip();

        assertThat(Files.readString(PAGE)).contains(example);
    }

    @Test
    void pageNamesEveryConstraint() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(SOURCES.toFile()
                        .list((folder, name) -> isAnnotation(folder.toPath().resolve(name))))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(page).contains("| `@" + file.replace(".java", "") + "`"));
    }

    @Test
    void exampleRefusesEachWrongValue() {
        BookingExample.Booking wrong = new BookingExample.Booking(
                "p\u0430ypal",
                "=1+1",
                "0170",
                LocalDate.of(2026, 5, 2),
                LocalDate.of(2026, 5, 1),
                "CET",
                "ch",
                "eur",
                new BigDecimal("1.005"),
                "CH00",
                "token",
                "http://localhost/",
                "run.exe",
                "../..",
                List.of(new BookingExample.Guest("a\u0000", "hotel2026!!!")),
                Map.of("A", List.of(List.of(List.of()))));

        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            assertThat(factory.getValidator().validate(wrong))
                    .extracting(violation -> violation.getPropertyPath().toString())
                    .containsExactlyInAnyOrder(
                            "name",
                            "remark",
                            "phone",
                            "to",
                            "zone",
                            "country",
                            "currency",
                            "price",
                            "iban",
                            "cardToken",
                            "callback",
                            "attachment",
                            "folder",
                            "guests[0].name",
                            "guests[0].password",
                            "preferences",
                            "preferences<K>[A].<map key>");
        }
    }

    private static boolean isAnnotation(Path file) {
        try {
            return Files.readString(file).contains("public @interface ");
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
