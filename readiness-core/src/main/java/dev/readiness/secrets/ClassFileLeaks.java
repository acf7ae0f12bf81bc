package dev.readiness.secrets;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Judges the texts of a class file. No class is loaded. */
final class ClassFileLeaks {

    private final String file;
    private final UnaryOperator<String> fingerprint;

    ClassFileLeaks(String file, UnaryOperator<String> fingerprint) {
        this.file = file;
        this.fingerprint = fingerprint;
    }

    List<Leak> leaks(byte[] bytes) {
        Set<Leak> leaks = new LinkedHashSet<>();
        for (Candidate candidate : ClassFileTexts.of(bytes)) {
            kindOf(candidate)
                    .map(kind -> new Leak(file, 0, kind, candidate.name(), fingerprint.apply(candidate.value())))
                    .ifPresent(leaks::add);
        }
        return new ArrayList<>(leaks);
    }

    private static Optional<LeakKind> kindOf(Candidate candidate) {
        List<SecretShape.Sighting> sightings = SecretShape.sightings(candidate.value());
        return sightings.isEmpty()
                ? LeakJudge.judge(candidate, SourceTrust.USED, SourceKind.CODE)
                : Optional.of(sightings.get(0).kind());
    }
}
