package dev.readiness.validation.constraints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.validation.ConstraintDeclarationException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintsTests {

    private static ValidatorFactory factory;

    private static Validator validator;

    @BeforeAll
    static void createValidator() {
        factory = Validation.buildDefaultValidatorFactory();
        validator = factory.getValidator();
    }

    @AfterAll
    static void closeFactory() {
        factory.close();
    }

    record Texts(
            @SafeText @Nullable String line,
            @SafeText(multiline = true) @Nullable String lines,
            @SafeText(singleScript = true) @Nullable String name) {}

    record Names(
            @Slug @Nullable String slug,
            @SafeFileName @Nullable String file,

            @SafeFileName(extensions = {"png", "jpg"}) @Nullable
            String image,

            @FormulaSafe @Nullable String cell) {}

    record Codes(
            @CountryCode @Nullable String country,
            @CurrencyCode @Nullable String currency,
            @ZoneName @Nullable String zone,
            @E164 @Nullable String phone,
            @Iban @Nullable String iban) {}

    record Containers(List<@SafeText String> lines, Map<@Slug String, @E164 String> phones) {}

    record Trees(@Bounded(elements = 4, depth = 2) @Nullable Object tree) {}

    record Amounts(
            @Money @Nullable BigDecimal price,

            @Money(scale = 0, digits = 3, negative = true) @Nullable
            BigDecimal points) {}

    record Passwords(
            @StrongPassword @Nullable String text,
            @StrongPassword char @Nullable [] characters,

            @StrongPassword(min = 12, context = "clinic") @Nullable
            String ofClinic) {}

    @DateRange(from = "from", to = "to", max = "P31D")
    record Stay(@Nullable LocalDate from, @Nullable LocalDate to) {}

    @AtMostOneOf({"card", "iban"})
    record Payment(@Nullable String card, @Nullable String iban) {}

    @AtMostOneOf(
            value = {"card", "iban"},
            required = true)
    record RequiredPayment(@Nullable String card, @Nullable String iban) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada Lovelace",
                "Zo\u00eb \u00df \u0141\u00f3d\u017a",
                "\u674e\u5c0f\u9f8d",
                "\u05d0\u05d1\u05d2",
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", // Persian, with a non-joiner
                "\u0915\u094d\u200d\u0937", // Devanagari, with a joiner
                "\ud83d\udc69\u200d\ud83d\udcbb", // woman technologist
                "\ud83d\udc69\ud83c\udffd\u200d\ud83d\ude80", // with a skin tone
                "\u2764\ufe0f\u200d\ud83d\udd25", // heart on fire
                "O'Brien & S\u00f6hne <3",
                ""
            })
    void acceptsTextThatAPersonCanRead(String text) {
        assertThat(validator.validate(new Texts(text, text, null))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "a\u0007b",
                "a\u001b[31mb",
                "a\u0085b",
                "a\u202eb", // right-to-left override
                "a\u2066b",
                "a\u200eb",
                "a\u200bb", // zero-width space
                "a\u200db", // a joiner where nothing is to be joined
                "\u200c",
                "a\u2060b",
                "\ufeffa",
                "a\u00adb", // soft hyphen
                "a\u3164b", // Hangul filler
                "a\ud800b", // half of a pair
                "\udc00",
                "\uffff",
                "\ue000", // private use
                "\u0378", // not assigned
                "\udb40\udc41", // tag
                "e\u0301" // not composed
            })
    void refusesTextThatMisleadsOrCannotBeShown(String text) {
        assertThat(validator.validate(new Texts(text, null, null))).hasSize(1);
        assertThat(validator.validate(new Texts(null, text, null))).hasSize(1);
    }

    @Test
    void aTextMayHaveThirtyMarksInARowAndNoMore() {
        String thirty = "x" + "\u0332".repeat(30);

        assertThat(validator.validate(new Texts(thirty + thirty, null, null))).isEmpty();
        // Of these, half a million would take minutes to be put in order.
        assertThat(validator.validate(new Texts("x" + "\u0332\u0301".repeat(250_000), null, null)))
                .hasSize(1);
    }

    @Test
    void acceptsLineBreaksOnlyWhereAskedFor() {
        assertThat(validator.validate(new Texts(null, "a\r\n\tb", null))).isEmpty();
        assertThat(validator.validate(new Texts("a\nb", null, null))).hasSize(1);
        assertThat(validator.validate(new Texts("a\u2028b", null, null))).hasSize(1);
    }

    @Test
    void refusesWordsOfSeveralScriptsWhereAskedFor() {
        assertThat(validator.validate(new Texts(null, null, "p\u0430ypal"))).hasSize(1);
        assertThat(validator.validate(new Texts(null, null, "\u041f\u0435\u0442\u0440 Smith 3")))
                .isEmpty();
        assertThat(validator.validate(new Texts(null, null, "\u6771\u4eac\u30bf\u30ef\u30fcABC")))
                .isEmpty();
        assertThat(validator.validate(new Texts("p\u0430ypal", null, null))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a, true",
        "my-post-2, true",
        "'', false",
        "-a, false",
        "a-, false",
        "a--b, false",
        "A, false",
        "\u00e4, false",
        "a_b, false",
        "a/b, false"
    })
    void slugIsLowerCaseLettersDigitsAndHyphens(String slug, boolean valid) {
        assertThat(validator.validate(new Names(slug, null, null, null)).isEmpty())
                .isEqualTo(valid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../a",
                "a/b",
                "a\\b",
                "/a",
                "C:a",
                "a\u0000.png",
                "con",
                "CON.txt",
                "com1",
                "lpt\u00b9.log",
                ".htaccess",
                " a",
                "a ",
                "a.",
                "a\u202egnp.exe",
                "a*",
                "nul .txt"
            })
    void refusesFileNamesThatAreMoreThanANameSomewhere(String name) {
        assertThat(validator.validate(new Names(null, name, null, null))).hasSize(1);
    }

    @Test
    void acceptsPlainFileNames() {
        assertThat(validator.validate(new Names(null, "R\u00f6ntgen 2026-05 (1).pdf", "a.PNG", null)))
                .isEmpty();
        assertThat(validator.validate(new Names(null, "console.txt", null, null)))
                .isEmpty();
    }

    @Test
    void refusesOtherExtensionsAndLongNames() {
        assertThat(validator.validate(new Names(null, null, "a.png.exe", null))).hasSize(1);
        assertThat(validator.validate(new Names(null, null, "png", null))).isEmpty();
        assertThat(validator.validate(new Names(null, "\u00e4".repeat(128), null, null)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\uff1d1", "a\n=1"})
    void refusesWhatASpreadsheetTakesForAFormula(String cell) {
        assertThat(validator.validate(new Names(null, null, null, cell))).hasSize(1);
    }

    @Test
    void acceptsTextThatOnlyHoldsSignsOfFormulas() {
        assertThat(validator.validate(new Names(null, null, null, "1+1=2, a@b")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CH, true", "ch, false", "XX, false", "CHE, false", "'', false"})
    void countryIsOfIso3166(String code, boolean valid) {
        assertThat(validator.validate(new Codes(code, null, null, null, null)).isEmpty())
                .isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({"EUR, true", "eur, false", "EURO, false", "ZZZ, false"})
    void currencyIsOfIso4217(String code, boolean valid) {
        assertThat(validator.validate(new Codes(null, code, null, null, null)).isEmpty())
                .isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Zurich, true",
        "UTC, true",
        "America/Argentina/Ushuaia, true",
        "+02:00, false",
        "CET, false",
        "Z, false",
        "europe/zurich, false",
        "Europe/Atlantis, false",
        "SystemV/PST8, false"
    })
    void zoneIsARegion(String name, boolean valid) {
        assertThat(validator.validate(new Codes(null, null, name, null, null)).isEmpty())
                .isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({
        "+15550100, true",
        "+491701234567, true",
        "+1234567, true",
        "15550100, false",
        "+0555010012, false",
        "+1 555 0100, false",
        "+1234567890123456, false",
        "+123456, false",
        "+\u0661\u0662\u0663\u0664\u0665\u0666\u0667, false",
        "+, false"
    })
    void phoneIsInInternationalForm(String phone, boolean valid) {
        assertThat(validator.validate(new Codes(null, null, null, phone, null)).isEmpty())
                .isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({
        "GB82WEST12345698765432, true", // the example of the standard
        "DE89370400440532013000, true",
        "CH9300762011623852957, true",
        "GB82WEST12345698765433, false",
        "GB82WEST1234569876543, false",
        "gb82west12345698765432, false",
        "GB82 WEST 1234 5698 7654 32, false",
        "ZZ82WEST12345698765432, false",
        "GB, false"
    })
    void ibanHasTheLengthOfItsCountryAndFittingCheckDigits(String iban, boolean valid) {
        assertThat(validator.validate(new Codes(null, null, null, null, iban)).isEmpty())
                .isEqualTo(valid);
    }

    @Test
    void everyChangedDigitOfAnIbanIsSeen() {
        String valid = "DE89370400440532013000";

        assertThat(IntStream.range(2, valid.length())
                        .boxed()
                        .flatMap(at -> IntStream.range(0, 10)
                                .filter(digit -> digit != valid.charAt(at) - '0')
                                .mapToObj(digit -> valid.substring(0, at) + digit + valid.substring(at + 1))))
                .allMatch(changed -> !validator
                        .validate(new Codes(null, null, null, null, changed))
                        .isEmpty());
    }

    @Test
    void worksOnElementsAndKeysOfContainers() {
        assertThat(validator.validate(
                        new Containers(List.of("fine", "a\u202eb"), Map.of("home", "1", "Work", "+15550100"))))
                .extracting(violation -> violation.getPropertyPath().toString())
                .containsExactlyInAnyOrder(
                        "lines[1].<list element>", "phones[home].<map value>", "phones<K>[Work].<map key>");
    }

    @ParameterizedTest
    @CsvSource({
        "10, true",
        "10.50, true",
        "0, true",
        "1E+3, true",
        "10.505, false",
        "1.500, false",
        "-1, false",
        "99999999999999999.99, true",
        "100000000000000000.00, false",
        "1E+2147483647, false",
        "1E-2147483647, false"
    })
    void amountFitsItsCurrencyAndColumn(BigDecimal price, boolean valid) {
        assertThat(validator.validate(new Amounts(price, null)).isEmpty()).isEqualTo(valid);
    }

    @Test
    void amountMayBeNegativeWhereAskedFor() {
        assertThat(validator.validate(new Amounts(null, new BigDecimal("-999"))))
                .isEmpty();
        assertThat(validator.validate(new Amounts(null, new BigDecimal("-1000"))))
                .hasSize(1);
    }

    @Test
    void treeIsBoundedInElementsAndDepth() {
        assertThat(validator.validate(new Trees(List.of(1, 2, 3, 4)))).isEmpty();
        assertThat(validator.validate(new Trees(List.of(1, 2, 3, 4, 5)))).hasSize(1);
        assertThat(validator.validate(new Trees(Map.of("a", List.of(1, 2, 3))))).isEmpty();
        assertThat(validator.validate(new Trees(Map.of("a", List.of(1, 2, 3, 4)))))
                .hasSize(1);
        assertThat(validator.validate(new Trees(List.of(List.of(List.of()))))).hasSize(1);
        assertThat(validator.validate(new Trees(new int[5]))).hasSize(1);
        assertThat(validator.validate(new Trees(new Object[][] {{1, 2}, {3}}))).hasSize(1);
        assertThat(validator.validate(new Trees("text"))).isEmpty();
    }

    @Test
    void treeThatHoldsItselfIsRefused() {
        List<Object> tree = new ArrayList<>();
        tree.add(tree);

        assertThat(validator.validate(new Trees(tree))).hasSize(1);
    }

    @Test
    void countingStopsAtTheLimit() {
        assertThat(validator.validate(new Trees(Collections.nCopies(Integer.MAX_VALUE, 1))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short1!",
                "password",
                "Password1!",
                "P@ssw0rd2026",
                "12345678",
                "1234567890",
                "87654321",
                "qwertyuiop",
                "qwertyasdf",
                "aaaaaaaa",
                "abababab",
                "abcabcabcabc",
                "iloveyou123",
                "2026Summer!",
                "letmein!!!",
                "!Football7",
                "1qaz2wsx3edc",
                "trustno1!",
                "00000000"
            })
    void refusesCommonPasswordsHoweverTheyAreDecorated(String password) {
        assertThat(validator.validate(new Passwords(password, null, null))).hasSize(1);
        assertThat(validator.validate(new Passwords(null, password.toCharArray(), null)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "f7Qz-91mT",
                "pass the salt please",
                "\u00fcbergr\u00f6\u00dfe 42",
                "    x y z w   "
            })
    void acceptsPasswordsThatAreNotCommon(String password) {
        assertThat(validator.validate(new Passwords(password, password.toCharArray(), null)))
                .isEmpty();
    }

    @Test
    void refusesPasswordsThatRepeatTheContextOrThatBcryptCuts() {
        assertThat(validator.validate(new Passwords(null, null, "MyClinic2026")))
                .hasSize(1);
        assertThat(validator.validate(new Passwords(null, null, "clinic on the green hill")))
                .isEmpty();
        assertThat(validator.validate(new Passwords("\u00e4b".repeat(30), null, null)))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-01, 2026-05-02, true",
        "2026-05-01, 2026-05-01, true",
        "2026-05-02, 2026-05-01, false",
        "2026-05-01, 2026-06-01, true",
        "2026-05-01, 2026-06-02, false",
        ", 2026-05-01, true",
        "2026-05-01, , true",
        "+999999999-12-31, +999999999-12-31, false"
    })
    void rangeDoesNotEndBeforeItBegins(@Nullable LocalDate from, @Nullable LocalDate to, boolean valid) {
        assertThat(validator.validate(new Stay(from, to)).isEmpty()).isEqualTo(valid);
    }

    @Test
    void rangeIsReportedAtItsEnd() {
        assertThat(validator.validate(new Stay(LocalDate.of(2026, 5, 2), LocalDate.of(2026, 5, 1))))
                .extracting(violation -> violation.getPropertyPath().toString())
                .containsExactly("to");
    }

    @Test
    void atMostOneOfSeveralHasAValue() {
        assertThat(validator.validate(new Payment(null, null))).isEmpty();
        assertThat(validator.validate(new Payment("4", ""))).isEmpty();
        assertThat(validator.validate(new Payment("4", "CH")))
                .extracting(violation -> violation.getPropertyPath().toString())
                .containsExactly("iban");
        assertThat(validator.validate(new RequiredPayment(null, null))).hasSize(1);
    }

    @Test
    void saysWhichPropertyAConstraintNamesInVain() {
        @DateRange(from = "begin", to = "to")
        record Misnamed(LocalDate from, LocalDate to) {}

        assertThatExceptionOfType(ConstraintDeclarationException.class)
                .isThrownBy(() -> validator.validate(new Misnamed(LocalDate.MIN, LocalDate.MAX)))
                .withMessageContaining("'begin' must be a property of");
    }

    @Test
    void pathStaysInsideItsDirectory(@TempDir Path directory) throws Exception {
        Path base = Files.createDirectory(directory.resolve("base"));
        Files.createDirectory(base.resolve("inner"));
        Files.createSymbolicLink(base.resolve("out"), directory);
        PathInsideValidator.ForText rules = new PathInsideValidator.ForText();
        rules.initialize(insideOf(base));

        assertThat(List.of("a.txt", "inner/b.txt", "inner/../c.txt", "not-yet/d.txt"))
                .allMatch(path -> rules.isValid(path, null));
        assertThat(List.of("", ".", "..", "../a", "inner/../../a", "/etc/passwd", "out/a", "out", "a\u0000b", "..\\a"))
                .noneMatch(path -> rules.isValid(path, null));
    }

    @Test
    void messagesAreThereInEnglishAndGerman() {
        List<? extends ConstraintViolation<?>> violations =
                List.copyOf(validator.validate(new Codes("x", "x", "x", "x", "x")));

        assertThat(violations).hasSize(5).allSatisfy(violation -> {
            String template = violation.getMessageTemplate();
            assertThat(messageIn(Locale.ENGLISH, template))
                    .startsWith("must be")
                    .doesNotContain("{");
            assertThat(messageIn(Locale.GERMAN, template)).startsWith("muss").doesNotContain("{");
        });
    }

    private static String messageIn(Locale locale, String template) {
        String key = template.substring(1, template.length() - 1);
        return ResourceBundle.getBundle(
                        "ContributorValidationMessages",
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                .getString(key);
    }

    private static PathInside insideOf(Path directory) {
        return (PathInside) Proxy.newProxyInstance(
                ConstraintsTests.class.getClassLoader(),
                new Class<?>[] {PathInside.class},
                (proxy, method, arguments) -> directory.toString());
    }
}
