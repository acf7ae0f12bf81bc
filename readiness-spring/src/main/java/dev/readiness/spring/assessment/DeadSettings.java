package dev.readiness.spring.assessment;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds settings in the application's configuration files that nothing reads any more. */
final class DeadSettings {

    private static final String ID = "configuration.dead-setting";

    private final Supplier<List<FileSetting>> settings;

    private final Supplier<Map<String, Optional<String>>> removed;

    /**
     * @param removed the names that are no longer read, each with the name that took its place
     */
    DeadSettings(Supplier<List<FileSetting>> settings, Supplier<Map<String, Optional<String>>> removed) {
        this.settings = settings;
        this.removed = removed;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        List<FileSetting> set = settings.get();
        if (set.isEmpty()) {
            return List.of();
        }
        Map<String, Optional<String>> dead = removed.get();
        List<Finding> findings = set.stream()
                .filter(setting -> dead.containsKey(setting.name()))
                .map(setting -> fail(setting, dead.getOrDefault(setting.name(), Optional.empty())))
                .toList();
        return findings.isEmpty() ? List.of(pass(set.size())) : findings;
    }

    private static Finding pass(int number) {
        return Finding.pass(
                ID,
                Finding.APPLICATION,
                new Evidence(
                        "metadata of the libraries on the class path",
                        number + " settings from files are not among those that were removed"));
    }

    private static Finding fail(FileSetting setting, Optional<String> replacement) {
        return Finding.fail(
                ID,
                setting.name(),
                "%s sets %s, which nothing reads any more, so it has no effect."
                        .formatted(setting.location(), setting.name()),
                replacement
                        .map(name -> "Write " + name + " instead of " + setting.name() + ".")
                        .orElse("Remove " + setting.name() + "."),
                new Evidence("metadata of the libraries on the class path", setting.name() + " was removed"));
    }
}
