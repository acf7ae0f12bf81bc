package dev.readiness.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All values are made up for these tests; none opens anything. */
class EncryptedFileSecretSourceTests extends SecretSourceContract {

    private static final Secret KEY = newKey();

    @TempDir
    Path folder;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    private static Secret newKey() {
        try {
            return SecretBox.newKey();
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Override
    protected SecretSource createSource(Map<String, String> secrets) throws Exception {
        Map<String, String> closed = new LinkedHashMap<>();
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            closed.put(secret.getKey(), new SecretBox(KEY).close(secret.getKey(), Secret.of(secret.getValue())));
        }
        EncryptedFileSecretSource.write(file(), closed);
        return SecretSource.encryptedFile(file(), KEY);
    }

    @Test
    void theFileHoldsNamesAndNoValues() throws Exception {
        createSource(Map.of("DB_PASSWORD", "test-value-7Q"));

        assertThat(Files.readString(file())).contains("\nDB_PASSWORD=tink:").doesNotContain("test-value-7Q");
        assertThat(LeakScan.create().tree(folder).leaks()).isEmpty();
    }

    @Test
    void refusesAnotherKeyAndListsNothing() throws Exception {
        createSource(Map.of("DB_PASSWORD", "test-value"));
        SecretSource source = SecretSource.encryptedFile(file(), newKey());
        String why =
                "encrypted file " + file() + " cannot give 'DB_PASSWORD': the key does not open it; it was encrypted"
                        + " with another, under another name, or changed";

        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> source.find("DB_PASSWORD"))
                .withMessage(why)
                .withNoCause();
        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(source::names)
                .withMessage(why);
    }

    @Test
    void refusesTheValueOfAnotherSecretAndOneThatWasChanged() throws Exception {
        createSource(Map.of("A", "test-value"));
        String line = Files.readString(file()).lines().skip(1).findFirst().orElseThrow();

        Files.writeString(file(), "B" + line.substring(1));
        assertUnusable("B", "the key does not open it; it was encrypted with another, under another name, or changed");
        Files.writeString(file(), line.substring(0, line.length() - 8) + "AAAAAAA=");
        assertUnusable("A", "the key does not open it; it was encrypted with another, under another name, or changed");
        Files.writeString(file(), "A=tink:%%%");
        assertUnusable("A", "the key does not open it; it was encrypted with another, under another name, or changed");
    }

    @Test
    void refusesAValueInTheClearWithoutShowingIt() throws Exception {
        Files.writeString(file(), "# comment\n\nA=test-value-7Q\n");

        assertUnusable("A", "it stands there in the clear; take it for known, change it, and encrypt the new one");
    }

    @Test
    void refusesLinesThatAreNoneAndNamesTwice() throws Exception {
        Files.writeString(file(), "A=tink:x\ntest-value-7Q\n");
        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> SecretSource.encryptedFile(file(), KEY).find("A"))
                .withMessageEndingWith("cannot be used: line 2 is neither NAME=value nor a comment");
        Files.writeString(file(), "A=tink:x\nA=tink:y\n");
        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> SecretSource.encryptedFile(file(), KEY).find("A"))
                .withMessageEndingWith("cannot be used: line 2 has a name that stands there before");
    }

    @Test
    void refusesWhatIsNoKeyWithoutShowingIt() {
        for (String key : List.of("test-value-7Q", "{}", "{test-value-7Q}", "dGVzdC12YWx1ZS03UQ==")) {
            assertThatExceptionOfType(SecretSourceException.class)
                    .isThrownBy(() -> SecretSource.encryptedFile(file(), Secret.of(key)))
                    .withMessageEndingWith(
                            "cannot be opened: the key is none that EncryptedSecretsCommand new-key made")
                    .withNoCause();
        }
    }

    @Test
    void theCommandMakesAKeyAndKeepsIt() throws Exception {
        Path key = folder.resolve("secrets.key");

        assertThat(run("", Map.of(), "new-key", key.toString())).isZero();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(output.toString(StandardCharsets.UTF_8))
                .doesNotContain(Files.readString(key).strip());
        assertThat(run("", Map.of(), "new-key", key.toString())).isEqualTo(2);
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("is there already");
    }

    @Test
    void theCommandAddsReplacesAndListsAndPrintsNoValue() {
        Map<String, String> environment = Map.of("READINESS_SECRETS_KEY", KEY.reveal() + "\n");

        assertThat(run("test-value-1\n", environment, "set", file().toString(), "DB_PASSWORD"))
                .isZero();
        assertThat(run("test-value-2", environment, "set", file().toString(), "sms.api-key"))
                .isZero();
        assertThat(run("test-value-3\n", environment, "set", file().toString(), "DB_PASSWORD"))
                .isZero();
        assertThat(run("", environment, "list", file().toString())).isZero();

        SecretSource source = SecretSource.encryptedFile(file(), KEY);
        assertThat(source.find("DB_PASSWORD")).contains(Secret.of("test-value-3"));
        assertThat(source.find("sms.api-key")).contains(Secret.of("test-value-2"));
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("Added DB_PASSWORD", "Replaced DB_PASSWORD", "\nDB_PASSWORD\nsms.api-key\n")
                .doesNotContain("test-value");
    }

    @Test
    void theCommandSaysWhatIsWrong() throws Exception {
        Map<String, String> environment = Map.of("READINESS_SECRETS_KEY", KEY.reveal());
        createSource(Map.of("A", "test-value"));

        assertThat(run("", environment)).isEqualTo(2);
        assertThat(run("x", Map.of(), "set", file().toString(), "A")).isEqualTo(2);
        assertThat(run("", environment, "set", file().toString(), "A")).isEqualTo(2);
        assertThat(run("x", environment, "set", file().toString(), "A=B")).isEqualTo(2);
        assertThat(run("x", Map.of("READINESS_SECRETS_KEY", newKey().reveal()), "set", file().toString(), "A"))
                .isEqualTo(2);

        assertThat(output.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        usage -> assertThat(usage).startsWith("Write 'new-key <key file>', 'set <file> <NAME>'"),
                        key -> assertThat(key).startsWith("Set the environment variable READINESS_SECRETS_KEY"),
                        value -> assertThat(value).isEqualTo("The standard input holds no value for 'A'"),
                        name -> assertThat(name).startsWith("A name has letters, digits, dots"),
                        other -> assertThat(other).contains("cannot give 'A': the key does not open it"));
    }

    private int run(String input, Map<String, String> environment, String... arguments) {
        PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
        return new EncryptedSecretsCommand(
                        environment, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out)
                .run(List.of(arguments), out);
    }

    private void assertUnusable(String name, String why) {
        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> SecretSource.encryptedFile(file(), KEY).find(name))
                .withMessage("encrypted file " + file() + " cannot give '" + name + "': " + why)
                .withNoCause();
    }

    private Path file() {
        return folder.resolve("secrets.enc");
    }
}
