package dev.readiness.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectorySecretSourceTests extends SecretSourceContract {

    @TempDir
    Path folder;

    @Override
    protected SecretSource createSource(Map<String, String> secrets) throws Exception {
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            Files.writeString(folder.resolve(secret.getKey()), secret.getValue());
        }
        return SecretSource.directory(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"value", "value\n", "value\r\n"})
    void dropsOneLineBreakAtTheEnd(String text) throws Exception {
        assertThat(createSource(Map.of("KEY", text)).find("KEY")).contains(Secret.of("value"));
    }

    @Test
    void keepsASecondLineBreak() throws Exception {
        assertThat(createSource(Map.of("KEY", "value\n\n")).find("KEY")).contains(Secret.of("value\n"));
    }

    @Test
    void takesAFileWithNothingButALineBreakForNoValue() throws Exception {
        assertThat(createSource(Map.of("KEY", "\n")).find("KEY")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "/etc/hostname", "a/b", "a\\b", "..", ".", "..data", "a\u0000b", ""})
    void refusesANameThatIsNotAFileName(String name) throws Exception {
        SecretSource source = createSource(Map.of());

        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> source.find(name))
                .withMessageContaining("the name of a secret must be the name of a file in it");
    }

    @Test
    void refusesALinkThatLeavesTheDirectory(@TempDir Path elsewhere) throws Exception {
        Path outside = Files.writeString(elsewhere.resolve("outside"), "not-yours");
        Files.createSymbolicLink(folder.resolve("KEY"), outside);

        assertUnusable("KEY", "it is a symbolic link that leaves the directory");
    }

    @Test
    void refusesALinkToNothing() throws Exception {
        Files.createSymbolicLink(folder.resolve("KEY"), Path.of("..data", "KEY"));

        assertUnusable("KEY", "it is a symbolic link to nothing");
    }

    @Test
    void refusesAValueThatIsNotUtf8() throws Exception {
        Files.write(folder.resolve("KEY"), "wörd".getBytes(StandardCharsets.ISO_8859_1));

        assertUnusable("KEY", "it is not UTF-8");
    }

    @Test
    void refusesABinaryValue() throws Exception {
        Files.write(folder.resolve("KEY"), new byte[] {'a', 0, 'b'});

        assertUnusable("KEY", "it is binary, not text");
    }

    @Test
    void readsAValueOfOneMegabyteAndRefusesOneByteMore() throws Exception {
        Files.writeString(folder.resolve("FULL"), "x".repeat(1024 * 1024));
        Files.writeString(folder.resolve("KEY"), "x".repeat(1024 * 1024 + 1));

        assertThat(SecretSource.directory(folder).find("FULL")).isPresent();
        assertUnusable("KEY", "it is larger than 1 MB");
    }

    @Test
    void aNameInOtherLettersIsNotFoundButPointedOut() throws Exception {
        SecretSource source = createSource(Map.of("db_password", "test-value"));

        assertThatExceptionOfType(MissingSecretsException.class)
                .isThrownBy(() -> Secrets.load(List.of(source), "DB_PASSWORD"))
                .withMessage(
                        "No value found for [DB_PASSWORD]; looked in [directory %1$s]; directory %1$s has 'db_password',"
                                + " which differs from 'DB_PASSWORD' in case",
                        folder);
    }

    @Test
    void refusesADirectoryInPlaceOfAFile() throws Exception {
        Files.createDirectory(folder.resolve("KEY"));

        assertUnusable("KEY", "it is not a regular file");
    }

    @Test
    void refusesAFileInPlaceOfTheDirectory() throws Exception {
        Path file = Files.writeString(folder.resolve("KEY"), "value");

        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> SecretSource.directory(file))
                .withMessage(file + " is not a directory");
    }

    @Test
    void findsNothingInADirectoryThatDoesNotExistAndSaysSo() {
        SecretSource source = SecretSource.directory(folder.resolve("absent"));

        assertThat(source.find("KEY")).isEmpty();
        assertThat(source.names()).isEmpty();
        assertThat(source.name()).endsWith("absent (does not exist)");
    }

    @Test
    void listsFilesButNotWhatKubernetesPutsBesideThem() throws Exception {
        mount("v1", "first");

        assertThat(SecretSource.directory(folder).names()).containsExactly("KEY");
    }

    @Test
    void readsTheNewValueAfterKubernetesHasSwappedTheLink() throws Exception {
        mount("v1", "first");
        SecretSource source = SecretSource.directory(folder);
        assertThat(source.find("KEY")).contains(Secret.of("first"));

        mount("v2", "second");

        assertThat(source.find("KEY")).contains(Secret.of("second"));
    }

    @Test
    void readsOldOrNewValueWhileTheLinkIsSwappedAndTheOldOneRemoved() throws Exception {
        mount("v0", "value-0");
        SecretSource source = SecretSource.directory(folder);

        CompletableFuture<Void> swaps = CompletableFuture.runAsync(this::swapManyTimes);
        Set<Boolean> usable = new HashSet<>();
        while (!swaps.isDone()) {
            usable.add(source.find("KEY").orElseThrow().reveal().startsWith("value-"));
        }

        swaps.join();
        assertThat(usable).containsExactly(true);
    }

    private void swapManyTimes() {
        try {
            for (int version = 1; version <= 200; version++) {
                mount("v" + version, "value-" + version);
                Path old = folder.resolve("..v" + (version - 1));
                Files.delete(old.resolve("KEY"));
                Files.delete(old);
            }
        } catch (IOException ex) {
            throw new java.io.UncheckedIOException(ex);
        }
    }

    /** Does what the kubelet does: a new folder, then one rename of the link {@code ..data}. */
    private void mount(String version, String value) throws IOException {
        Path target = Files.createDirectory(folder.resolve(".." + version));
        Files.writeString(target.resolve("KEY"), value);
        Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), target.getFileName());
        Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        if (!Files.isSymbolicLink(folder.resolve("KEY"))) {
            Files.createSymbolicLink(folder.resolve("KEY"), Path.of("..data", "KEY"));
        }
    }

    private void assertUnusable(String name, String why) {
        SecretSource source = SecretSource.directory(folder);
        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> source.find(name))
                .withMessage("directory " + folder + " cannot give '" + name + "': " + why);
    }
}
