package dev.readiness.spring.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.secrets.SecretRules;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** Scripts as an application brings them; the passwords in them are made up for these tests. */
class DatabaseScriptsTests {

    private final MockEnvironment environment = new MockEnvironment();

    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO users (username, password) VALUES ('boss', '{noop}plum-anchor')",
                "insert into \"users\" (\"enabled\", \"password\") values (true, 'admin123');",
                "INSERT INTO users (username, password, made) VALUES ('a', 'x9-plum-anchor', now()), ('b', 'secret', now());"
            })
    void aUserWithAReadablePasswordFails(String script) throws IOException {
        assertThat(assess(script)).singleElement().satisfies(finding -> {
            assertThat(finding.result()).hasToString("FAIL");
            assertThat(finding.where()).isEqualTo("data.sql");
            assertThat(finding.toString()).doesNotContain("plum-anchor", "admin123");
        });
    }

    @Test
    void aHashOfTheNameFails() throws IOException {
        assertThat(assess("INSERT INTO users (name, password) VALUES ('boss', '"
                        + BCrypt.hashpw("boss", BCrypt.gensalt(4)) + "');"))
                .extracting(finding -> finding.result().toString())
                .containsExactly("FAIL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO users (name, password) VALUES ('boss', '$2a$10$abcdefghijklmnopqrstuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu')",
                "INSERT INTO users (name, password) VALUES ('password', NULL);",
                "INSERT INTO words (name) VALUES ('password; secret'), ('admin');",
                "-- INSERT INTO users (name, password) VALUES ('boss', '{noop}plum-anchor');",
                "UPDATE users SET name = 'password';"
            })
    void anythingElsePasses(String script) throws IOException {
        assertThat(assess(script))
                .extracting(finding -> finding.result().toString())
                .containsExactly("PASS");
    }

    @Test
    void aScriptThatIsNotRunIsNotSpokenOf() throws IOException {
        environment.setProperty("spring.sql.init.mode", "never");

        assertThat(assess("INSERT INTO users (name, password) VALUES ('boss', '{noop}plum-anchor');"))
                .isEmpty();
    }

    @Test
    void aScriptOfFlywayIsRead() throws IOException {
        Files.createDirectories(folder.resolve("db/migration"));
        Files.writeString(
                folder.resolve("db/migration/V2__users.sql"),
                "INSERT INTO users (name, password) VALUES ('boss', '{noop}plum-anchor');");
        beans.registerSingleton("flyway", new Object());

        assertThat(assess("")).extracting(Finding::where).containsExactly("V2__users.sql");
    }

    private List<Finding> assess(String data) throws IOException {
        Files.writeString(folder.resolve("data.sql"), data);
        beans.registerSingleton("dataSource", new Object());
        URL[] classPath = {folder.toUri().toURL()};
        DatabaseScripts scripts = new DatabaseScripts(
                new PathMatchingResourcePatternResolver(new URLClassLoader(classPath, null)), environment, beans);
        return SecretRules.userInScript(
                        scripts::texts, BcryptHashes.comparison(getClass().getClassLoader()))
                .assess(new Inventory("clinic", List.of()));
    }
}
