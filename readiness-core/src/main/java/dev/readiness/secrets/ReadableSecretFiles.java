package dev.readiness.secrets;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says which files with secrets in the clear other users of the machine can read. */
final class ReadableSecretFiles {

    static final String RULE = "secrets.source-readable-by-others";

    private static final String SOURCE = "permissions of the files that secrets come from";

    private ReadableSecretFiles() {}

    static List<Finding> findings(List<SecretSource> sources) {
        Map<Path, List<String>> secrets = new LinkedHashMap<>();
        for (SecretSource source : sources) {
            for (String name : source.names()) {
                source.fileOf(name)
                        .ifPresent(file -> secrets.computeIfAbsent(file, same -> new ArrayList<>())
                                .add(name));
            }
        }
        if (secrets.isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        List<Path> unknown = new ArrayList<>();
        secrets.forEach((file, names) -> {
            Optional<Boolean> readable = SecretFiles.isReadableByOthers(file);
            if (readable.isEmpty()) {
                unknown.add(file);
            } else if (readable.get()) {
                findings.add(failure(file, names));
            }
        });
        if (!findings.isEmpty()) {
            return findings;
        }
        return List.of(
                unknown.isEmpty()
                        ? Finding.pass(
                                RULE,
                                Finding.APPLICATION,
                                new Evidence(SOURCE, secrets.size() + " files, which others cannot read"))
                        : Finding.unknown(
                                RULE,
                                Finding.APPLICATION,
                                "Who may read " + unknown + " could not be found out",
                                new Evidence(SOURCE, "the file system does not tell")));
    }

    private static Finding failure(Path file, List<String> names) {
        return Finding.fail(
                RULE,
                file.toString(),
                "Every user of the machine can read %s, which holds %s.".formatted(file, String.join(", ", names)),
                ("Give it to the user of the application and nobody else: chmod 0400 %s, or defaultMode: 0400 for the volume where"
                                + " Kubernetes mounts it, or mode: 0400 for the secret where Docker does.")
                        .formatted(file),
                new Evidence(SOURCE, file + " is readable by others, and so are the directories above it passable"));
    }
}
