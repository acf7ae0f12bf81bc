package com.example.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hardened jar, started as an operator starts it. */
class StartIT {

    private static final Path JAR = Path.of("target", "hardened.jar").toAbsolutePath();
    private static final Path SECRETS = Path.of("config", "secrets-dev").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void withoutSecretsItStopsAndNamesAllOfThem() throws IOException {
        try (ClinicProcess clinic = ClinicProcess.start(folder, List.of("-jar", JAR.toString()))) {
            assertThat(clinic.exitCode()).isEqualTo(1);
            assertThat(clinic.log())
                    .contains(
                            "clinic.sms.api-key",
                            "clinic.confirmation.signing-key",
                            "clinic.administrators.grace",
                            "clinic.administrators.alan",
                            "readiness.encryption.keys",
                            "clinic.phone-index.key")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void itTakesOverTheDatabaseOfThePrototype() throws IOException {
        try (ClinicProcess prototype =
                PrototypeJar.start(folder, List.of("--server.port=0", "--clinic.sms.stand-in.port=0"))) {
            prototype.port();
            prototype.stop();
        }

        List<String> arguments = List.of(
                "-jar",
                JAR.toString(),
                "--server.port=0",
                "--management.server.port=0",
                "--clinic.sms.stand-in.port=0",
                "--readiness.secrets.directories=" + SECRETS);
        try (ClinicProcess clinic = ClinicProcess.start(folder, arguments)) {
            assertThat(clinic.waitForLog("The clinic is open"))
                    .contains("Successfully baselined schema with version: 1");
        }
    }
}
