package dev.readiness.assessment;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which findings concern a slice: those of its own endpoints and those of the application as a whole. */
final class SliceScope implements Predicate<Finding> {

    private final Set<String> elsewhere;

    SliceScope(Slice slice, List<Endpoint> endpoints) {
        this.elsewhere = endpoints.stream()
                .filter(endpoint -> !slice.contains(endpoint))
                .map(Endpoint::id)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean test(Finding finding) {
        return !elsewhere.contains(finding.where());
    }
}
