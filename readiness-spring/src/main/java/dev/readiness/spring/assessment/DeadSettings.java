package dev.readiness.spring.assessment;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds settings in the application's configuration files that nothing reads any more. */
final class DeadSettings {

    private static final String ID = "configuration.dead-setting";

    /** Groups whose libraries declare what they read. */
    private static final Pattern FRAMEWORK = Pattern.compile("(spring|server|management)\\.");

    /** What is read by tools that are left out of a packaged application, or before any library is there. */
    private static final Pattern OFTEN_ELSEWHERE =
            Pattern.compile("spring\\.(devtools|docker|test|config|profiles|cloud|ai|shell|modulith)\\.");

    private final Supplier<List<FileSetting>> settings;

    private final Supplier<DeclaredSettings> declared;

    private final BiPredicate<String, DeclaredSettings> isReadOtherwise;

    private final BiPredicate<String, DeclaredSettings> isPassedOver;

    private final OtherWebSettings otherWeb;

    /**
     * @param declared what the libraries say that they read
     * @param isReadOtherwise whether the application itself reads a setting
     * @param isPassedOver whether the application reads settings of the same group by their names, and not this one
     * @param otherWeb knows settings that are read in the other kind of web application only
     */
    DeadSettings(
            Supplier<List<FileSetting>> settings,
            Supplier<DeclaredSettings> declared,
            BiPredicate<String, DeclaredSettings> isReadOtherwise,
            BiPredicate<String, DeclaredSettings> isPassedOver,
            OtherWebSettings otherWeb) {
        this.otherWeb = otherWeb;
        this.isPassedOver = isPassedOver;
        this.settings = settings;
        this.declared = declared;
        this.isReadOtherwise = isReadOtherwise;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        List<FileSetting> set = settings.get();
        if (set.isEmpty()) {
            return List.of();
        }
        DeclaredSettings known = declared.get();
        Map<String, Optional<String>> dead = known.removed();
        List<Finding> findings = Stream.of(
                        set.stream()
                                .filter(setting -> dead.containsKey(setting.name()))
                                .map(setting -> fail(setting, dead.getOrDefault(setting.name(), Optional.empty()))),
                        set.stream()
                                .filter(setting -> isNobodys(setting.name(), known))
                                .map(setting -> nobodys(setting, known.closestTo(setting.name()))),
                        set.stream()
                                .filter(setting -> otherWeb.has(setting.name())
                                        && !dead.containsKey(setting.name())
                                        && !isReadOtherwise.test(setting.name(), known))
                                .map(this::ofOtherWeb),
                        set.stream()
                                .filter(setting ->
                                        !FRAMEWORK.matcher(setting.name()).lookingAt()
                                                && isPassedOver.test(setting.name(), known)
                                                && !isReadOtherwise.test(setting.name(), known))
                                .map(DeadSettings::passedOver))
                .flatMap(found -> found)
                .toList();
        return findings.isEmpty() ? List.of(pass(set.size())) : findings;
    }

    private boolean isNobodys(String name, DeclaredSettings known) {
        return FRAMEWORK.matcher(name).lookingAt()
                && !OFTEN_ELSEWHERE.matcher(name).lookingAt()
                && !known.removed().containsKey(name)
                && !known.isDeclared(name)
                && !isReadOtherwise.test(name, known);
    }

    private static Finding nobodys(FileSetting setting, Optional<String> closest) {
        return Finding.fail(
                ID,
                setting.name(),
                "%s sets %s, which no library on the class path knows, so it has no effect."
                        .formatted(setting.location(), setting.name()),
                closest.map(name -> "Did you mean %s? Otherwise remove %s, or add the module that reads it."
                                .formatted(name, setting.name()))
                        .orElse("Remove " + setting.name() + ", or add the module that reads it."),
                new Evidence("metadata of the libraries on the class path", setting.name() + " is not declared"));
    }

    private static Finding passedOver(FileSetting setting) {
        String group = setting.name().substring(0, setting.name().lastIndexOf('.'));
        return Finding.fail(
                ID,
                setting.name(),
                "%s sets %s, which nothing reads: the code asks for others of %s by their names, so this one has no effect."
                        .formatted(setting.location(), setting.name(), group),
                "Write the name that the code asks for, or remove %s.".formatted(setting.name()),
                new Evidence("class files and configuration of the application", setting.name() + " is not mentioned"));
    }

    private Finding ofOtherWeb(FileSetting setting) {
        return Finding.fail(
                ID,
                setting.name(),
                "%s sets %s, which only %s reads; this application is %s, so it has no effect."
                        .formatted(setting.location(), setting.name(), otherWeb.reader(), otherWeb.kind()),
                "Write the setting below %s that does the same, or remove %s."
                        .formatted(otherWeb.counterpart(), setting.name()),
                new Evidence("kind of the running web application", otherWeb.kind()));
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
