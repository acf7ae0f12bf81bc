package dev.readiness.secrets;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import java.util.List;

/** Says which private keys lie among the application's resources. */
final class PrivateKeys {

    static final String RULE = "secrets.private-key-in-resources";

    private static final String SOURCE = "the application's own resources on the class path";

    private PrivateKeys() {}

    static List<Finding> findings(List<String> files) {
        return files.isEmpty()
                ? List.of(Finding.pass(RULE, Finding.APPLICATION, new Evidence(SOURCE, "none is a private key")))
                : files.stream().map(PrivateKeys::failure).toList();
    }

    private static Finding failure(String file) {
        return Finding.fail(
                RULE,
                file,
                "The file %s holds a private key, and is part of the application: everybody who gets a copy of it has the key."
                        .formatted(file),
                "Move %s out of src/main/resources, name it by a path from outside, and replace the key wherever its public part is trusted."
                        .formatted(file),
                new Evidence(SOURCE, file + " holds a private key that no passphrase protects, or is a key store"));
    }
}
