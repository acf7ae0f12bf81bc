package dev.readiness.spring.assessment;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Names settings that come from outside and were not seen: of a config server or a store of secrets that the application asks
 * optionally, and that did not answer at this start.
 */
final class OutsideSettings {

    private static final String ID = "configuration.outside-unseen";

    private static final String IMPORT = "spring.config.import";

    private static final Set<String> OUTSIDE = Set.of(
            "configserver",
            "vault",
            "consul",
            "zookeeper",
            "kubernetes",
            "aws-secretsmanager",
            "aws-parameterstore",
            "sm@",
            "nacos",
            "azure-app-configuration");

    private final ConfigurableEnvironment environment;

    OutsideSettings(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        Set<String> places = new TreeSet<>();
        environment.getPropertySources().stream()
                .flatMap(OutsideSettings::imports)
                .flatMap(text -> Stream.of(text.split("[,;]")))
                .map(String::strip)
                .filter(place -> isOutside(place))
                .forEach(places::add);
        if (places.isEmpty()) {
            return List.of(Finding.notApplicable(
                    ID, Finding.APPLICATION, "No configuration of the application names a place outside of it."));
        }
        List<String> unseen = places.stream().filter(place -> !isLoaded(place)).toList();
        return List.of(
                unseen.isEmpty()
                        ? Finding.pass(
                                ID,
                                Finding.APPLICATION,
                                new Evidence("property sources of the running environment", String.join(", ", places)))
                        : Finding.unknown(
                                ID,
                                Finding.APPLICATION,
                                "The application asks %s for settings and got none at this start: what stands there was not seen, and may be otherwise in production than this report says."
                                        .formatted(String.join(", ", unseen))));
    }

    private static Stream<String> imports(PropertySource<?> source) {
        return source instanceof EnumerablePropertySource<?> known
                ? Stream.of(known.getPropertyNames())
                        .filter(name -> name.startsWith(IMPORT))
                        .map(name -> String.valueOf(known.getProperty(name)))
                : Stream.empty();
    }

    private static boolean isOutside(String place) {
        return OUTSIDE.stream().anyMatch(kind -> withoutOptional(place).startsWith(kind));
    }

    private boolean isLoaded(String place) {
        String kind = withoutOptional(place).replaceFirst("[:@].*", "");
        return environment.getPropertySources().stream()
                .map(source -> source.getName().toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.contains(kind) && !name.startsWith("config resource"));
    }

    private static String withoutOptional(String place) {
        return place.replaceFirst("^optional:", "").toLowerCase(Locale.ROOT);
    }
}
