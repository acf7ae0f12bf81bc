package dev.readiness.secrets;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says which files with secrets in the clear other users of the machine can read.
 *
 * <p>A volume of Kubernetes is not accused: its files are readable by default, and nobody else is in the container. Neither is
 * a file that is a mount of its own, as Docker makes them: its permissions say nothing about who reaches the original.
 */
final class ReadableSecretFiles {

    static final String RULE = "secrets.source-readable-by-others";

    private static final String SOURCE = "permissions of the files that secrets come from";

    /** What lies beside secrets and is none: what explains them, and what everybody may know. */
    private static final Pattern NO_SECRET =
            Pattern.compile("(?i)(readme|license|notice)(\\..*)?|.+\\.(md|adoc|rst|crt|cer|pub)");

    private ReadableSecretFiles() {}

    static List<Finding> findings(List<SecretSource> sources) {
        return findings(sources, MountPoints.ofThisProcess());
    }

    static List<Finding> findings(List<SecretSource> sources, MountPoints mounts) {
        Map<Path, List<String>> secrets = new LinkedHashMap<>();
        for (SecretSource source : sources) {
            for (String name : source.names()) {
                source.fileOf(name)
                        .filter(ReadableSecretFiles::mayHoldSecrets)
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
            Optional<Boolean> readable =
                    isInVolumeOfKubernetes(file) ? Optional.of(false) : SecretFiles.isReadableByOthers(file);
            if (readable.isEmpty() || (readable.get() && mounts.contains(file))) {
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
                                new Evidence(
                                        SOURCE, "the file system does not tell, or the file is mounted from outside")));
    }

    private static boolean mayHoldSecrets(Path file) {
        return !NO_SECRET.matcher(file.getFileName().toString()).matches();
    }

    private static boolean isInVolumeOfKubernetes(Path file) {
        return Files.isSymbolicLink(file.resolveSibling("..data"));
    }

    private static Finding failure(Path file, List<String> names) {
        return Finding.fail(
                RULE,
                file.toString(),
                "Every user of the machine can read %s, which holds %s.".formatted(file, String.join(", ", names)),
                "Give it to the user of the application and nobody else: chmod 0400 %s.".formatted(file),
                new Evidence(SOURCE, file + " is readable by others, and so are the directories above it passable"));
    }
}
