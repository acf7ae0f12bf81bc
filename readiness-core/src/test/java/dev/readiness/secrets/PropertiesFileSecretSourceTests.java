package dev.readiness.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertiesFileSecretSourceTests extends SecretSourceContract {

    @TempDir
    Path folder;

    @Override
    protected SecretSource createSource(Map<String, String> secrets) throws Exception {
        Path file = folder.resolve("secrets.properties");
        Properties properties = new Properties();
        properties.putAll(secrets);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return SecretSource.propertiesFile(file);
    }

    @Test
    void listsItsNames() throws Exception {
        assertThat(createSource(Map.of("B", "2", "A", "1")).names()).containsExactly("A", "B");
    }

    @Test
    void findsNothingInAFileThatDoesNotExistAndSaysSo() {
        SecretSource source = SecretSource.propertiesFile(folder.resolve("absent.properties"));

        assertThat(source.find("DB_PASSWORD")).isEmpty();
        assertThat(source.name()).endsWith("absent.properties (does not exist)");
    }

    @Test
    void namesTheFileButNotTheEntryWhenAnEscapeIsMalformed() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.properties"), "DB_PASSWORD=\\uhidden");

        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> SecretSource.propertiesFile(file).find("DB_PASSWORD"))
                .withMessageContaining("bad.properties")
                .withMessageNotContaining("hidden")
                .withNoCause();
    }

    @Test
    void refusesADirectory() {
        assertThatExceptionOfType(SecretSourceException.class)
                .isThrownBy(() -> SecretSource.propertiesFile(folder))
                .withMessage(folder + " is a directory, not a properties file");
    }
}
