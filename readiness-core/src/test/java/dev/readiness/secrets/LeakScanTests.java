package dev.readiness.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All values are made up for these tests; none opens anything. */
class LeakScanTests {

    private static final LeakCorpus CORPUS = LeakCorpus.of("planted.txt", "clean.txt", "blind.txt", "blind-second.txt");

    private final LeakScan scan = LeakScan.create();

    @TempDir
    Path tree;

    @Test
    void theCorpusIsLargeEnoughToTell() {
        assertThat(CORPUS.plantedCount()).isGreaterThanOrEqualTo(200);
        assertThat(CORPUS.cleanCount()).isGreaterThanOrEqualTo(500);
    }

    @Test
    void findsAtLeast98PercentOfThePlantedSecrets() {
        assertThat(CORPUS.recall()).as("missed: %s", CORPUS.missed()).isGreaterThanOrEqualTo(0.98);
    }

    @Test
    void atLeast98PercentOfWhatItFindsAreSecrets() {
        assertThat(CORPUS.precision())
                .as("false alarms: %s", CORPUS.falseAlarms())
                .isGreaterThanOrEqualTo(0.98);
    }

    @Test
    void getsRightWhatItOnceGotWrongInPublicApplications() {
        LeakCorpus seen = LeakCorpus.of("public.txt");

        assertThat(seen.missed()).isEmpty();
        assertThat(seen.falseAlarms()).isEmpty();
    }

    @Test
    void namesPlaceKindAndNameAndNoValue() {
        assertThat(scan.text("application.properties", "a=b\nspring.datasource.password=hunter2-test\n"))
                .singleElement()
                .satisfies(leak -> {
                    assertThat(leak.where()).isEqualTo("application.properties:2");
                    assertThat(leak.kind()).isEqualTo(LeakKind.LITERAL);
                    assertThat(leak.name()).isEqualTo("spring.datasource.password");
                    assertThat(leak.toString()).doesNotContain("hunter2");
                });
    }

    @Test
    void theSameValueHasTheSameFingerprintWithinAScan() {
        List<Leak> leaks =
                scan.text("a.properties", "a.password=test-4f9c1d\nb.password=test-4f9c1d\nc.password=test-other");

        assertThat(leaks).hasSize(3);
        assertThat(leaks.get(0).fingerprint())
                .isEqualTo(leaks.get(1).fingerprint())
                .isNotEqualTo(leaks.get(2).fingerprint());
    }

    @Test
    void fingerprintsOfTwoScansCannotBeComparedUnlessTheSaltIsTheSame() {
        String text = "a.password=test-4f9c1d";
        Secret salt = Secret.of("salt-of-a-test");

        assertThat(scan.text("a.properties", text).get(0).fingerprint())
                .isNotEqualTo(
                        LeakScan.create().text("a.properties", text).get(0).fingerprint());
        assertThat(LeakScan.withSalt(salt).text("a.properties", text))
                .isEqualTo(LeakScan.withSalt(salt).text("a.properties", text));
    }

    @Test
    void refusesAnEmptySalt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeakScan.withSalt(Secret.of("")))
                .withMessage("'salt' must not be empty");
    }

    @Test
    void leavesOutALineThatSaysSo() {
        assertThat(scan.text("a.sh", "PASSWORD=test-4f9c1d # readiness:allow-secret opens a throw-away container"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_de.properties", "i18n/login.json", "package-lock.json"})
    void readsOnlyFormsOfKeysWhereNamesMeanSomethingElse(String file) {
        String key = "ghp_" + "TESTtest0000TESTtest0000TESTtest0000";

        assertThat(scan.text(file, "password=Passwort\ntoken=Zugangscode\n")).isEmpty();
        assertThat(scan.text(file, "a=" + key)).extracting(Leak::kind).containsExactly(LeakKind.PROVIDER_KEY);
    }

    @Test
    void aValueThatTwoRulesSeeIsOneLeak() {
        String key = "sk_" + "test_0000TESTtest0000TEST";

        assertThat(scan.text("application.properties", "stripe.secret-key=" + key))
                .hasSize(1);
    }

    @Test
    void aPublishedKeyIsKnownByItsHash() {
        assertThat(PublishedKeys.count()).isGreaterThan(50);
        assertThat(scan.text("application.yml", "jwt:\n  secret: my-32-character-ultra-secure-and-ultra-long-secret"))
                .extracting(Leak::kind)
                .containsExactly(LeakKind.PUBLISHED_KEY);
    }

    @Test
    void findsConstantsInAClassFile() throws IOException {
        try (var in = Planted.class.getResourceAsStream("LeakScanTests$Planted.class")) {
            Files.write(tree.resolve("Planted.class"), in.readAllBytes());
        }

        assertThat(scan.tree(tree).leaks())
                .extracting(Leak::name)
                .containsExactlyInAnyOrder("API_KEY", "jwtSecret", "setPassword", "");
    }

    @Test
    void aTreeLeavesOutWhatToolsPutThere() throws IOException {
        write("target/classes/application.properties", "a.password=test-4f9c1d");
        write("node_modules/x/.env", "PASSWORD=test-4f9c1d");
        write("src/main/resources/application.properties", "a.password=test-4f9c1d");
        Files.write(tree.resolve("photo.raw"), new byte[] {'p', 'a', 's', 's', '=', 0, 1, 2});

        assertThat(scan.tree(tree).leaks())
                .extracting(Leak::where)
                .containsExactly("src/main/resources/application.properties:1");
    }

    @Test
    void orThrowNamesEachPlaceAndNoValue() throws IOException {
        write("a.properties", "a.password=test-4f9c1d");

        assertThatThrownBy(() -> scan.tree(tree).orThrow())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a.properties:1  literal  a.password")
                .hasMessageContaining("1 leak in 1 files")
                .message()
                .doesNotContain("4f9c1d");
    }

    @Test
    void survivesTextThatIsNoText() {
        String strange = "password=\"" + "\\".repeat(100_000) + "\npassword: ${" + "{".repeat(50_000) + "\u0001\uD800"
                + "'\"".repeat(50_000);

        for (String file : List.of("a.properties", "a.yml", "a.java", "a.sh", "a.xml", "a.sql", "a.txt", "a.json")) {
            assertThat(scan.text(file, strange)).as(file).hasSizeLessThan(3);
        }
    }

    @Test
    void theCommandPrintsPlacesAndEndsWithOneWhenThereIsALeak() throws IOException {
        write("a.properties", "a.password=test-4f9c1d");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        int code = LeakScanCommand.run(List.of(tree.toString()), "", new PrintStream(out), System.err);

        assertThat(code).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("a.properties:1")
                .doesNotContain("4f9c1d");
    }

    @Test
    void theCommandEndsWithZeroWhenThereIsNoneAndWithTwoWhenThereIsNothingToRead() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());

        assertThat(LeakScanCommand.run(List.of(tree.toString()), "", nowhere, nowhere))
                .isZero();
        assertThat(LeakScanCommand.run(List.of(tree + "/no"), "", nowhere, nowhere))
                .isEqualTo(2);
    }

    private void write(String file, String text) throws IOException {
        Path path = tree.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** Compiled to the class file that the test reads. */
    @SuppressWarnings("unused")
    static final class Planted {
        static final String API_KEY = "test-4f9c1d";
        static final String GREETING = "hello";
        private String jwtSecret = "test-jwt-secret-of-nobody";
        private String password = "";

        void setPassword(String password) {
            this.password = password;
        }

        String connect() {
            setPassword("test-pw-of-nobody");
            return "mongodb://clinic:hunter2@db/clinic" + password + jwtSecret;
        }
    }
}
