package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.secrets.ConfigurationEntry;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.mock.env.MockEnvironment;

/** Writes configuration files and keys as an application brings them, and reads them from its class path. */
class OtherProfilesTests {

    private final MockEnvironment environment = new MockEnvironment();

    @TempDir
    Path folder;

    @Test
    void readsTheFileOfAProfileThatIsNotActive() throws IOException {
        write("application-mysql.properties", "# MySQL\nspring.datasource.password=test-value");

        assertThat(entries()).containsOnlyKeys("mysql");
        assertThat(entries().get("mysql"))
                .extracting(ConfigurationEntry::name, ConfigurationEntry::location)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "spring.datasource.password", "application-mysql.properties:2"));
    }

    @Test
    void leavesOutTheFileOfAnActiveProfile() throws IOException {
        environment.setActiveProfiles("mysql");
        write("application-mysql.properties", "spring.datasource.password=test-value");

        assertThat(entries()).isEmpty();
    }

    @Test
    void leavesOutTheFileThatIsAlwaysInEffect() throws IOException {
        write("application.properties", "spring.datasource.password=test-value");
        write("application-default.properties", "spring.datasource.password=test-value");

        assertThat(entries()).isEmpty();
    }

    @Test
    void readsADocumentForAnotherProfile() throws IOException {
        write("application.yaml", """
                spring.datasource.password: in-effect
                ---
                spring.config.activate.on-profile: prod & cloud
                spring.datasource.password: test-value
                """);

        assertThat(entries()).containsOnlyKeys("prod & cloud");
    }

    @Test
    void readsTheConfigFolder() throws IOException {
        Files.createDirectory(folder.resolve("config"));
        write("config/application-prod.yml", "spring.datasource.password: test-value");

        assertThat(entries()).containsOnlyKeys("prod");
    }

    @Test
    void findsPrivateKeysByWhatIsInTheFile() throws IOException {
        Files.createDirectories(folder.resolve("certs/deep"));
        write("certs/deep/app.key", "-----BEGIN PRIVATE KEY-----\nnot a real key\n");
        write("certs/old.pem", "-----BEGIN RSA PRIVATE KEY-----\nnot a real key\n");
        write("certs/locked.pem", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nnot a real key\n");
        write("certs/locked-too.pem", "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n");
        write("certs/public.pem", "-----BEGIN PUBLIC KEY-----\nnot a real key\n");
        write("notes.key", "the key of success");

        assertThat(new PrivateKeyFiles(roots()).names()).containsExactly("app.key", "old.pem");
    }

    @Test
    void findsKeyStoresThatHoldAPrivateKey() throws Exception {
        keytool("-genkeypair", "-storetype", "PKCS12", "-keystore", "server.p12");
        keytool("-genkeypair", "-storetype", "JKS", "-keystore", "old.jks", "-keypass", "test-password");
        keytool("-exportcert", "-keystore", "server.p12", "-file", "server.cer");
        keytool("-importcert", "-noprompt", "-keystore", "trusted.p12", "-file", "server.cer");
        write("damaged.p12", "no key store");

        assertThat(new PrivateKeyFiles(roots()).names()).containsExactly("old.jks", "server.p12");
    }

    private void keytool(String command, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), command));
        if (command.equals("-genkeypair")) {
            line.addAll(List.of("-dname", "CN=localhost", "-keyalg", "EC"));
        }
        line.addAll(List.of("-alias", "test", "-storepass", "test-password"));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private Map<String, List<ConfigurationEntry>> entries() {
        return new OtherProfiles(roots(), environment).entries();
    }

    private ApplicationRoots roots() {
        try {
            URL[] classPath = {folder.toUri().toURL()};
            return new ApplicationRoots(new PathMatchingResourcePatternResolver(new URLClassLoader(classPath, null)));
        } catch (MalformedURLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
