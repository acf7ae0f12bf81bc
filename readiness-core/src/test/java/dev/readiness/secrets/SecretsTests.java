package dev.readiness.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTests {

    @TempDir
    Path folder;

    private final SecretSource environment =
            new EnvironmentSecretSource(Map.of("DB_PASSWORD", "from-environment", "EMPTY", "")::get);

    @Test
    void theFirstSourceThatHasAValueWins() throws Exception {
        Files.writeString(folder.resolve("DB_PASSWORD"), "from-directory");
        Files.writeString(folder.resolve("SMS_API_KEY"), "from-directory");

        Secrets secrets = Secrets.load(sources(), "DB_PASSWORD", "SMS_API_KEY");

        assertThat(secrets.get("DB_PASSWORD").reveal()).isEqualTo("from-environment");
        assertThat(secrets.sourceOf("DB_PASSWORD")).isEqualTo("environment");
        assertThat(secrets.sourceOf("SMS_API_KEY")).isEqualTo("directory " + folder);
    }

    @Test
    void namesEverythingThatIsMissingOrEmptyAtOnceAndWhereItLooked() {
        assertThatExceptionOfType(MissingSecretsException.class)
                .isThrownBy(() -> Secrets.load(sources(), "DB_PASSWORD", "SMTP_PASSWORD", "EMPTY"))
                .withMessage("No value found for [SMTP_PASSWORD, EMPTY]; looked in [environment, directory %s]", folder)
                .satisfies(ex -> assertThat(ex.missing()).containsExactly("SMTP_PASSWORD", "EMPTY"));
    }

    @Test
    void namesWhatCannotBeReadTogetherWithWhatIsMissing() throws Exception {
        Files.write(folder.resolve("BINARY"), new byte[] {0});

        assertThatExceptionOfType(MissingSecretsException.class)
                .isThrownBy(() -> Secrets.load(sources(), "BINARY", "SMTP_PASSWORD"))
                .withMessageStartingWith("No value found for [SMTP_PASSWORD]")
                .withMessageEndingWith("cannot give 'BINARY': it is binary, not text");
    }

    @Test
    void doesNotAskAWeakerSourceInPlaceOfOneThatCannotBeRead() throws Exception {
        Files.write(folder.resolve("DB_PASSWORD"), new byte[] {0});

        assertThatExceptionOfType(MissingSecretsException.class)
                .isThrownBy(() -> Secrets.load(List.of(SecretSource.directory(folder), environment), "DB_PASSWORD"));
    }

    @Test
    void refusesANameThatWasNotLoaded() {
        Secrets secrets = Secrets.load(sources(), "DB_PASSWORD");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> secrets.get("OTHER"))
                .withMessage("'name' must be one of [DB_PASSWORD] but is 'OTHER'");
    }

    @Test
    void printsNamesOnly() {
        assertThat(Secrets.load(sources(), "DB_PASSWORD")).hasToString("Secrets[DB_PASSWORD]");
    }

    private List<SecretSource> sources() {
        return List.of(environment, SecretSource.directory(folder));
    }
}
