package dev.readiness.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules about where secrets come from and where they go. All values are made up for these tests. */
class SecretSourceRulesTests {

    private static final Inventory INVENTORY = new Inventory("clinic", List.of());

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    @TempDir
    Path folder;

    private SecretSource source;

    @BeforeEach
    void source() throws IOException {
        Files.writeString(folder.resolve("DB_PASSWORD"), "test-value");
        permissions(folder, "rwxr-xr-x");
        permissions(folder.resolve("DB_PASSWORD"), "r--------");
        source = SecretSource.directory(folder);
    }

    @Test
    void aFileOfTheOwnerOnlyPasses() {
        assertThat(readable()).extracting(Finding::result).containsExactly(Result.PASS);
    }

    @Test
    void aFileThatOthersReadIsNamedWithItsSecretAndNoValue() throws IOException {
        permissions(folder.resolve("DB_PASSWORD"), "r--r--r--");

        assertThat(readable()).singleElement().satisfies(finding -> {
            assertThat(finding.result()).isEqualTo(Result.FAIL);
            assertThat(finding.where()).isEqualTo(folder.resolve("DB_PASSWORD").toString());
            assertThat(finding.problem()).endsWith("which holds DB_PASSWORD.");
            assertThat(finding.remedy()).contains("chmod 0400");
            assertThat(finding.toString()).doesNotContain("test-value");
        });
    }

    @Test
    void aDirectoryThatOthersCannotPassProtectsWhatIsInIt() throws IOException {
        permissions(folder.resolve("DB_PASSWORD"), "r--r--r--");
        permissions(folder, "rwx------");

        assertThat(readable()).extracting(Finding::result).containsExactly(Result.PASS);
    }

    @Test
    void whatExplainsTheSecretsOrIsPublicIsNotAccused() throws IOException {
        permissions(Files.writeString(folder.resolve("README.md"), "what lies here"), "rw-r--r--");
        permissions(Files.writeString(folder.resolve("ca.crt"), "a certificate"), "rw-r--r--");

        assertThat(readable()).extracting(Finding::result).containsExactly(Result.PASS);
    }

    @Test
    void theVolumeOfAContainerIsNotAccused() throws IOException {
        permissions(folder.resolve("DB_PASSWORD"), "r--r--r--");
        Files.createSymbolicLink(folder.resolve("..data"), Files.createDirectory(folder.resolve("..2026_11_27")));

        assertThat(readable()).extracting(Finding::result).containsExactly(Result.PASS);
    }

    @Test
    void aFileThatIsAMountOfItsOwnIsUnknown() throws IOException {
        permissions(folder.resolve("DB_PASSWORD"), "r--r--r--");
        MountPoints docker =
                new MountPoints(List.of("1 2 0:1 / " + folder.resolve("DB_PASSWORD") + " ro - ext4 /dev/sda1 ro"));

        assertThat(ReadableSecretFiles.findings(List.of(source), docker))
                .extracting(Finding::result)
                .containsExactly(Result.UNKNOWN);
    }

    @Test
    void aFileWithManySecretsIsNamedOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("clinic.properties"), "a=test-1\nb=test-2");
        permissions(file, "rw-r--r--");
        source = SecretSource.propertiesFile(file);

        assertThat(readable())
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem()).endsWith("which holds a, b."));
    }

    @Test
    void saysNothingWhereNoFileHoldsASecret() {
        source = SecretSource.environment();

        assertThat(readable()).isEmpty();
        assertThat(old()).isEmpty();
    }

    @Test
    void anOldSecretIsNamedWithItsAge() throws IOException {
        changed(Duration.ofDays(91));

        assertThat(old()).singleElement().satisfies(finding -> {
            assertThat(finding.result()).isEqualTo(Result.FAIL);
            assertThat(finding.where()).isEqualTo("DB_PASSWORD");
            assertThat(finding.problem())
                    .isEqualTo("DB_PASSWORD from directory " + folder
                            + " has not been changed for 91 days; 90 are allowed.");
        });
    }

    @Test
    void aYoungSecretPasses() throws IOException {
        changed(Duration.ofDays(89));

        assertThat(old()).extracting(Finding::result).containsExactly(Result.PASS);
    }

    @Test
    void aSourceThatDoesNotTellIsUnknown() {
        SecretSource directory = source;
        source = new SecretSource() {
            @Override
            public String name() {
                return "source of the test";
            }

            @Override
            public Optional<Secret> find(String name) {
                return directory.find(name);
            }

            @Override
            public java.util.Set<String> names() {
                return directory.names();
            }
        };

        assertThat(old()).extracting(Finding::result).containsExactly(Result.UNKNOWN);
    }

    @Test
    void refusesAnAgeThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretRules.olderThanAllowed(List::of, Duration.ZERO, () -> NOW))
                .withMessage("'allowed' must be positive but is PT0S");
    }

    @Test
    void namesEachAppenderThatHidesNothing() {
        assertThat(SecretRules.logsNotMasked(() -> Optional.of(List.of("CONSOLE", "FILE")))
                        .assess(INVENTORY))
                .extracting(Finding::where)
                .containsExactly("appender CONSOLE", "appender FILE");
        assertThat(SecretRules.logsNotMasked(() -> Optional.of(List.of())).assess(INVENTORY))
                .extracting(Finding::result)
                .containsExactly(Result.PASS);
        assertThat(SecretRules.logsNotMasked(Optional::empty).assess(INVENTORY))
                .extracting(Finding::result)
                .containsExactly(Result.UNKNOWN);
    }

    private List<Finding> readable() {
        return SecretRules.sourceReadableByOthers(() -> List.of(source)).assess(INVENTORY);
    }

    private List<Finding> old() {
        InstantSource clock = () -> NOW;
        ReadinessRule rule = SecretRules.olderThanAllowed(() -> List.of(source), Duration.ofDays(90), clock);
        return rule.assess(INVENTORY);
    }

    private void changed(Duration ago) throws IOException {
        Files.setLastModifiedTime(folder.resolve("DB_PASSWORD"), FileTime.from(NOW.minus(ago)));
    }

    private static void permissions(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
