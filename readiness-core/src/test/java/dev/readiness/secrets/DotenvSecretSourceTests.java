package dev.readiness.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All values are made up for these tests; none opens anything. */
class DotenvSecretSourceTests extends SecretSourceContract {

    @TempDir
    Path folder;

    @Override
    protected SecretSource createSource(Map<String, String> secrets) throws Exception {
        StringBuilder text = new StringBuilder("# of the test\n\n");
        secrets.forEach(
                (name, value) -> text.append(name).append("='").append(value).append("'\n"));
        return source(text.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            KEY=value                  | value
            export KEY=value           | value
            `  KEY = value  `          | value
            KEY=value # comment        | value
            KEY=val#ue                 | val#ue
            KEY='a # b'                | a # b
            KEY="a # b" # comment      | a # b
            KEY="say \\"hi\\" \\\\ \\$5"      | say "hi" \\ $5
            KEY='back\\slash'           | back\\slash
            KEY=${OTHER}-$HOME         | ${OTHER}-$HOME
            KEY=a=b==                  | a=b==
            KEY="C:\\dir"               | C:\\dir
            """)
    void readsWhatTheCommonReadersRead(String line, String value) throws Exception {
        assertThat(source(line + "\r\nLAST=x").find("KEY")).contains(Secret.of(value));
        assertThat(source(line).names()).containsExactly("KEY");
    }

    @Test
    void readsQuotedValuesOfManyLines() throws Exception {
        SecretSource source = source("A=\"one\ntwo\\nthree\"\nB='four\nfive'\nC=\nD= # nothing\n");

        assertThat(source.find("A")).contains(Secret.of("one\ntwo\nthree"));
        assertThat(source.find("B")).contains(Secret.of("four\nfive"));
        assertThat(source.find("C")).isEmpty();
        assertThat(source.find("D")).isEmpty();
        assertThat(source.names()).containsExactly("A", "B", "C", "D");
    }

    @Test
    void ignoresTheMarkThatWindowsEditorsPutInFront() throws Exception {
        assertThat(source("\uFEFFKEY=value").find("KEY")).contains(Secret.of("value"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            A=1;test-value-7Q            | line 2 is neither NAME=value nor a comment
            A=1;B='test-value-7Q         | the quote that line 2 opens is not closed
            A=1;B="test-value-7Q         | the quote that line 2 opens is not closed
            A=1;B='test'value-7Q         | line 2 goes on after the closing quote
            A=1;B=2;A=test-value-7Q      | 'A' stands in line 1 and in line 3
            """)
    void refusesAsAWholeAndNamesTheLineNotWhatStandsInIt(String text, String why) throws Exception {
        SecretSource source = source(text.replace(';', '\n'));

        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> source.find("A"))
                .withMessage("file " + folder.resolve(".env") + " cannot be used: " + why)
                .withNoCause();
        assertThatExceptionOfType(SecretSourceException.class).isThrownBy(source::names);
    }

    @Test
    void refusesWhatIsNoText() throws Exception {
        Path file = folder.resolve(".env");
        Files.write(file, "A=wörd".getBytes(StandardCharsets.ISO_8859_1));

        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> SecretSource.dotenv(file).find("A"))
                .withMessage("file " + file + " cannot be used: it is not UTF-8");
    }

    @Test
    void refusesADirectory() {
        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> SecretSource.dotenv(folder))
                .withMessage(folder + " is a directory, not a .env file");
    }

    @Test
    void findsNothingWhereThereIsNoFileAndSaysSo() {
        SecretSource source = SecretSource.dotenv(folder.resolve("absent"));

        assertThat(source.find("KEY")).isEmpty();
        assertThat(source.name()).endsWith("absent (does not exist)");
    }

    private SecretSource source(String text) throws Exception {
        return SecretSource.dotenv(Files.writeString(folder.resolve(".env"), text));
    }
}
