package dev.readiness.spring.assessment;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** Finds packaged configuration that starts the application as on a developer's machine unless somebody says otherwise. Immutable. */
public final class DevelopmentProfile {

    private static final String ID = "configuration.development-profile";

    private static final String ACTIVE = "spring.profiles.active";

    private static final String DEFAULT = "spring.profiles.default";

    private static final Pattern DEVELOPMENT =
            Pattern.compile("(?i)dev|develop|development|local|localhost|debug|test");

    private final ConfigurableEnvironment environment;

    DevelopmentProfile(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** Returns whether a profile is active in {@code environment} that is for development by its name. */
    public static boolean isActiveIn(Environment environment) {
        return Arrays.stream(environment.getActiveProfiles())
                .anyMatch(profile -> DEVELOPMENT.matcher(profile).matches());
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        boolean nobodyChose = environment.getActiveProfiles().length == 0;
        String[] profiles = nobodyChose ? environment.getDefaultProfiles() : environment.getActiveProfiles();
        Optional<String> chosenAt = nobodyChose
                ? Optional.of("The code or the configuration of the application")
                : FileSetting.in(environment).stream()
                        .filter(setting -> setting.name().equals(ACTIVE))
                        .map(FileSetting::location)
                        .filter(location -> location.contains("class path resource"))
                        .findFirst();
        List<String> development = Arrays.stream(profiles)
                .filter(profile -> DEVELOPMENT.matcher(profile).matches())
                .toList();
        Evidence active =
                new Evidence(nobodyChose ? "default profiles" : "active profiles", String.join(", ", profiles));
        return List.of(
                chosenAt.isPresent() && !development.isEmpty()
                        ? Finding.fail(
                                ID,
                                Finding.APPLICATION,
                                "%s chooses the profile %s, so that whoever starts the jar without saying a profile runs development settings in production."
                                        .formatted(chosenAt.get(), development.get(0)),
                                "Remove %s from what is packaged; on a developer's machine set SPRING_PROFILES_ACTIVE=%s."
                                        .formatted(nobodyChose ? DEFAULT : ACTIVE, development.get(0)),
                                active)
                        : Finding.pass(ID, Finding.APPLICATION, active));
    }
}
