package dev.readiness.secrets;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks for secrets in those configuration files of the application whose profile is not active. */
final class LiteralsInOtherProfiles {

    static final String RULE = "secrets.literal-in-other-profile";

    private LiteralsInOtherProfiles() {}

    static List<Finding> findings(Map<String, List<ConfigurationEntry>> byProfile) {
        if (byProfile.isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        byProfile.forEach((profile, entries) -> {
            LiteralsInConfiguration file = new LiteralsInConfiguration(entries);
            file.exposed().forEach(entry -> findings.add(failure(profile, entry, file)));
        });
        return findings.isEmpty() ? List.of(pass(byProfile)) : findings;
    }

    private static Finding failure(String profile, ConfigurationEntry entry, LiteralsInConfiguration file) {
        return Finding.fail(
                RULE,
                entry.name() + " (profile " + profile + ")",
                file.problem(entry) + " The profile " + profile + " is not active now; who starts it uses that secret.",
                LiteralsInConfiguration.remedy(entry),
                new Evidence("configuration files on the class path", entry.location() + " has a literal value"));
    }

    private static Finding pass(Map<String, List<ConfigurationEntry>> byProfile) {
        return Finding.pass(
                RULE,
                Finding.APPLICATION,
                new Evidence(
                        "configuration files on the class path",
                        "no secret stands in those of the profiles " + String.join(", ", byProfile.keySet())));
    }
}
