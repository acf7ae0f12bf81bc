package dev.readiness.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All values are made up for these tests; none opens anything. */
class KeyStoreSecretSourceTests extends SecretSourceContract {

    private static final Secret PASSWORD = Secret.of("test-store-password");

    @TempDir
    Path folder;

    @Override
    protected SecretSource createSource(Map<String, String> secrets) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            if (!secret.getValue().isEmpty()) { // no key store holds an empty key
                put(store, secret.getKey(), secret.getValue().getBytes(StandardCharsets.UTF_8), PASSWORD);
            }
        }
        return save(store);
    }

    @Test
    void readsWhatKeytoolImports() throws Exception {
        Path file = folder.resolve("keytool.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-importpass",
                        "-alias",
                        "DB_PASSWORD",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD.reveal())
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = keytool.getOutputStream()) {
            in.write("test-value-7Q\ntest-value-7Q\n".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(keytool.waitFor())
                .as(new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();

        SecretSource source = SecretSource.keyStore(file, PASSWORD);

        assertThat(source.names()).containsExactly("DB_PASSWORD");
        assertThat(source.find("DB_PASSWORD")).contains(Secret.of("test-value-7Q"));
    }

    @Test
    void readsAnewWhatHasChanged() throws Exception {
        SecretSource source = createSource(Map.of("a.b", "test-1"));
        assertThat(source.find("a.b")).contains(Secret.of("test-1"));

        createSource(Map.of("a.b", "test-2", "c.d", "test-3"));

        assertThat(source.find("a.b")).contains(Secret.of("test-2"));
        assertThat(source.names()).containsExactly("a.b", "c.d");
    }

    @Test
    void refusesAWrongPassword() throws Exception {
        createSource(Map.of("A", "test-value"));
        SecretSource source = SecretSource.keyStore(file(), Secret.of("test-wrong-password"));

        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> source.find("A"))
                .withMessage("key store " + file() + " does not open with the password that was given");
    }

    @Test
    void refusesWhatIsNoKeyStore() throws Exception {
        Files.writeString(file(), "test-value");

        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> SecretSource.keyStore(file(), PASSWORD).names())
                .withMessage("key store " + file() + " is not a PKCS#12 key store, or is damaged")
                .withNoCause();
    }

    @Test
    void refusesAKeyWithAPasswordOfItsOwnAndOneThatIsNoText() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        put(store, "own", "test-value".getBytes(StandardCharsets.UTF_8), Secret.of("test-another"));
        put(store, "binary", new byte[] {0, 1, 2}, PASSWORD);
        SecretSource source = save(store);

        assertUnusable(source, "own", "it has a password of its own, which is not that of the key store");
        assertUnusable(source, "binary", "it is binary, not text");
    }

    @Test
    void leavesOutPrivateKeysAndRefusesToGiveThem() throws Exception {
        Path file = folder.resolve("pair.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "tls",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD.reveal()))
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor()).isZero();
        SecretSource source = SecretSource.keyStore(file, PASSWORD);

        assertThat(source.names()).isEmpty();
        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> source.find("tls"))
                .withMessageEndingWith("cannot give 'tls': it is a certificate or a private key, not a secret key");
    }

    @Test
    void findsNothingWhereThereIsNoFileAndSaysSo() {
        SecretSource source = SecretSource.keyStore(file(), PASSWORD);

        assertThat(source.find("KEY")).isEmpty();
        assertThat(source.names()).isEmpty();
        assertThat(source.name()).endsWith("secrets.p12 (does not exist)");
    }

    @Test
    void refusesADirectoryAndAHugeFile() throws IOException {
        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> SecretSource.keyStore(folder, PASSWORD))
                .withMessage(folder + " is a directory, not a key store");
        Files.write(file(), new byte[SecretText.MAX_BYTES + 1]);
        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> SecretSource.keyStore(file(), PASSWORD).names())
                .withMessageEndingWith("cannot be used: it is larger than 1 MB");
    }

    private void assertUnusable(SecretSource source, String name, String why) {
        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> source.find(name))
                .withMessage("key store " + file() + " cannot give '" + name + "': " + why);
    }

    private static void put(KeyStore store, String alias, byte[] value, Secret password) throws Exception {
        store.setEntry(
                alias,
                new KeyStore.SecretKeyEntry(new SecretKeySpec(value, "AES")),
                new KeyStore.PasswordProtection(password.reveal().toCharArray()));
    }

    private SecretSource save(KeyStore store) throws Exception {
        try (OutputStream out = Files.newOutputStream(file())) {
            store.store(out, PASSWORD.reveal().toCharArray());
        }
        return SecretSource.keyStore(file(), PASSWORD);
    }

    private Path file() {
        return folder.resolve("secrets.p12");
    }
}
