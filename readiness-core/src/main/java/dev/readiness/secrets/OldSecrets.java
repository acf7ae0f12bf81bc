package dev.readiness.secrets;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says which secrets nobody has changed for longer than is allowed. */
final class OldSecrets {

    static final String RULE = "secrets.older-than-allowed";

    private static final String SOURCE = "times at which secrets were last changed";

    private OldSecrets() {}

    static List<Finding> findings(List<SecretSource> sources, Duration allowed, Instant now) {
        List<Finding> findings = new ArrayList<>();
        int young = 0;
        int unknown = 0;
        for (SecretSource source : sources) {
            for (String name : source.names()) {
                Optional<Instant> changed = source.changedAt(name);
                if (changed.isEmpty()) {
                    unknown++;
                } else if (changed.get().plus(allowed).isBefore(now)) {
                    findings.add(failure(name, source, Duration.between(changed.get(), now), allowed));
                } else {
                    young++;
                }
            }
        }
        if (!findings.isEmpty() || young + unknown == 0) {
            return findings;
        }
        return List.of(
                young == 0
                        ? Finding.unknown(
                                RULE,
                                Finding.APPLICATION,
                                "No source tells when its secrets were changed",
                                new Evidence(SOURCE, unknown + " secrets without one"))
                        : Finding.pass(
                                RULE,
                                Finding.APPLICATION,
                                new Evidence(
                                        SOURCE,
                                        young + " secrets changed within " + allowed.toDays() + " days"
                                                + (unknown == 0 ? "" : ", " + unknown + " without a time"))));
    }

    private static Finding failure(String name, SecretSource source, Duration age, Duration allowed) {
        return Finding.fail(
                RULE,
                name,
                "%s from %s has not been changed for %d days; %d are allowed."
                        .formatted(name, source.name(), age.toDays(), allowed.toDays()),
                "Change it where it is accepted, then in %s; with readiness.secrets.rotation.enabled=true the application follows"
                                .formatted(source.name())
                        + " without a restart.",
                new Evidence(SOURCE, "last changed " + age.toDays() + " days ago"));
    }
}
