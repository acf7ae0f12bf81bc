package com.example.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Assessment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of {@code deploy/}, and for each thing that is looked at a broken twin. */
class TemplatesTests {

    @TempDir
    private Path folder;

    @Test
    void fitTogether() throws IOException {
        assertThat(Templates.problems(Templates.files())).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            Containerfile              | USER 10001:10001               | USER clinic                 | runs as root
            Containerfile              | :25-jre-noble AS               | :latest AS                  | without a version
            Containerfile              | ENTRYPOINT ["java",            | ENTRYPOINT java #           | SIGTERM
            Containerfile              | EXPOSE 8080 8081               | EXPOSE 8080                 | other ports
            Containerfile              | -XX:MaxRAMPercentage=70        | -Xmx2g                      | heap
            Containerfile.dockerignore | *                              | !                           | context
            compose.yaml               | read_only: true                | read_only: false            | root file system
            compose.yaml               | user: "10001:10001"            | user: "0:0"                 | runs as root
            compose.yaml               | cap_drop: [ALL]                | cap_drop: [MKNOD]           | capabilities
            compose.yaml               | stop_grace_period: 60s         | stop_grace_period: 10s      | stop_grace_period
            compose.yaml               | - clinic.secrets-are-for       | - clinic.other              | not the secrets
            compose.yaml               | 127.0.0.1:8080:8080            | 8081:8081                   | actuator
            compose.yaml               | CLINIC_DATABASE_USER           | DATABASE_USER               | address
            kubernetes/clinic.yaml     | GracePeriodSeconds: 60         | GracePeriodSeconds: 30      | terminationGrace
            kubernetes/clinic.yaml     | runAsNonRoot: true             | runAsNonRoot: false         | as root
            kubernetes/clinic.yaml     | readOnlyRootFilesystem: true   | readOnlyRootFilesystem: no  | root file system
            kubernetes/clinic.yaml     | maxUnavailable: 0              | maxUnavailable: 1           | successor
            kubernetes/clinic.yaml     | health/liveness                | health/readiness            | livenessProbe
            kubernetes/clinic.yaml     | periodSeconds: 3               | periodSeconds: 10           | within
            kubernetes/clinic.yaml     | containerPort: 8081            | containerPort: 9090         | port of the actuator
            kubernetes/clinic.yaml     | mountPath: /run/secrets        | mountPath: /etc/secrets     | looked for
            kubernetes/clinic.yaml     | limits: {memory: 768Mi}        | limits: {memory: 2Gi}       | promised twice
            kubernetes/clinic.yaml     | NetworkPolicy                  | Nothing                     | network policy
            kubernetes/addresses.yaml  | CLINIC_SMS_URL                 | SMS_URL                     | address
            systemd/clinic.service     | TimeoutStopSec=60s             | TimeoutStopSec=20s          | TimeoutStopSec
            systemd/clinic.service     | LoadCredential=clinic.secrets  | #                           | not the secrets
            systemd/clinic.service     | SuccessExitStatus=143          | SuccessExitStatus=0         | ordered stop
            .github/workflows/release.yml | needs: [image, gate]        | needs: image                | wait for the gate
            .github/workflows/release.yml | contents: read              | contents: write             | permissions
            .github/workflows/release.yml | timeout-minutes: 10         | name: gate                  | for ever
            roll                       | rollout undo                   | rollout history             | roll back
            """)
    void aBrokenTwinIsSeen(String file, String part, String instead, String problem) throws IOException {
        Map<String, String> files = Templates.files();
        assertThat(files.get(file)).contains(part);
        files.put(file, files.get(file).replace(part, instead));

        assertThat(Templates.problems(files)).isNotEmpty().anyMatch(text -> text.contains(problem));
    }

    @Test
    void systemdKnowsEveryLineOfTheUnit() throws IOException {
        assumePresent("systemd-analyze");
        String unit =
                Templates.files().get("systemd/clinic.service").replaceAll("(?m)^ExecStart=.*$", "ExecStart=/bin/true");

        assertThat(verified(unit)).doesNotContain("clinic.service");
        assertThat(verified(unit.replace("ProtectSystem=strict", "ProtectSystm=strict")))
                .contains("ProtectSystm");
    }

    @Test
    void aShellReadsTheScripts() throws IOException {
        for (String script : List.of("roll", "gate")) {
            Path copy =
                    Files.writeString(folder.resolve(script), Templates.files().get(script));
            assertThat(Files.isExecutable(Path.of("deploy", script))).isTrue();
            assertThat(run("bash", "-n", copy.toString())).isEqualTo("exit 0");
            Files.writeString(copy, "if true; then\n");
            assertThat(run("bash", "-n", copy.toString())).doesNotContain("exit 0");
        }
    }

    /** Else it would let everything pass. */
    @Test
    void theGateAsksForResultsAndSeveritiesThatReportsHave() throws IOException {
        String schema;
        try (InputStream in =
                Assessment.class.getResourceAsStream("/dev/readiness/assessment/hardening-report.schema.json")) {
            schema = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }

        assertThat(Pattern.compile("\\.(result|severity) == (\"\\w+\")")
                        .matcher(Templates.files().get("gate"))
                        .results()
                        .map(asked -> asked.group(2)))
                .containsExactly("\"fail\"", "\"critical\"", "\"high\"")
                .allSatisfy(asked -> assertThat(schema).contains(asked));
    }

    private String verified(String unit) throws IOException {
        Path file = Files.writeString(folder.resolve("clinic.service"), unit);
        return run("systemd-analyze", "verify", "--man=no", file.toString());
    }

    private static void assumePresent(String tool) {
        boolean present = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
        if (!present) {
            System.err.println("notice: " + tool + " is not installed; what it reads is not tried");
        }
        Assumptions.assumeTrue(present, tool + " is not installed");
    }

    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .start();
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8) + "exit "
                    + process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
