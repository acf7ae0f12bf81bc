package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

/** What the code asks for is read from a file in the place of a class, of which only the text counts. */
class PassedOverSettingsTests {

    private static final String ASKS = "${jwt.secret} ${jwt.expiryMillis:900000} ${jwt.key-file}";

    @TempDir
    Path classes;

    @Test
    void aSettingBesideThoseThatTheCodeAsksForIsPassedOver() throws IOException {
        assertThat(isPassedOver("jwt.expiration", "")).isTrue();
    }

    @Test
    void whatTheCodeAsksForIsNotWhateverItsSpelling() throws IOException {
        assertThat(isPassedOver("jwt.secret", "")).isFalse();
        assertThat(isPassedOver("jwt.expirymillis", "")).isFalse();
        assertThat(isPassedOver("jwt.keyfile", "")).isFalse();
    }

    @Test
    void whatAnotherSettingRefersToIsNot() throws IOException {
        assertThat(isPassedOver("jwt.expiration", "${jwt.expiration}")).isFalse();
    }

    @Test
    void whatAFileForTheLogRefersToIsNot() throws IOException {
        Files.writeString(classes.resolve("logback-spring.xml"), "<springProperty source=\"jwt.expiration\"/>");

        assertThat(isPassedOver("jwt.expiration", "")).isFalse();
    }

    @Test
    void groupsThatTheCodeDoesNotAskForMayBeReadByALibrary() throws IOException {
        assertThat(isPassedOver("other.expiration", "")).isFalse();
        assertThat(isPassedOver("expiration", "")).isFalse();
    }

    private boolean isPassedOver(String name, String otherValue) throws IOException {
        Files.createDirectories(classes.resolve("passed"));
        Files.writeString(classes.resolve("passed/Reader.class"), ASKS);
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {classes.toUri().toURL()}, null);
                GenericApplicationContext context = new GenericApplicationContext()) {
            AutoConfigurationPackages.register(context, "passed");
            context.refresh();
            StandardEnvironment environment = new StandardEnvironment();
            environment.getPropertySources().addFirst(new MapPropertySource("file", Map.of("other", otherValue)));
            DefaultResourceLoader resources = new DefaultResourceLoader(loader);
            return new PassedOverSettings(environment, ApplicationClassFiles.of(context, resources), resources)
                    .test(name, DeclaredSettings.read(getClass().getClassLoader()));
        }
    }
}
