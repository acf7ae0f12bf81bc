package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Finds sites that may read answers and stand in the code only because somebody developed there: those of a developer's own machine,
 * and with credentials those without encryption.
 *
 * <p>What every site may is another rule's, and what comes from the configuration may be another one elsewhere.
 */
final class DevelopmentOriginRule implements ReadinessRule {

    private static final String ID = "browser.cors-development-origin";

    private static final Pattern OWN_MACHINE =
            Pattern.compile("(?i)https?://(localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1])(:.*)?/?");

    private static final Pattern UNENCRYPTED = Pattern.compile("(?i)http://[^*]+");

    private final Function<Endpoint, List<CorsConfiguration>> configured;

    private final OriginSources sources;

    /**
     * @param configured what is in force at an endpoint
     */
    DevelopmentOriginRule(Function<Endpoint, List<CorsConfiguration>> configured, OriginSources sources) {
        this.configured = configured;
        this.sources = sources;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        Set<String> leftOver = new TreeSet<>();
        Set<String> shared = new TreeSet<>();
        for (Endpoint endpoint : inventory.applicationEndpoints()) {
            List<CorsConfiguration> configurations = configured.apply(endpoint);
            if (!configurations.isEmpty()) {
                shared.add(endpoint.id());
            }
            configurations.forEach(configuration -> leftOver.addAll(leftOver(configuration)));
        }
        if (shared.isEmpty()) {
            return List.of(Finding.notApplicable(ID, Finding.APPLICATION, "No other site may read answers."));
        }
        if (leftOver.isEmpty()) {
            return List.of(Finding.pass(
                    ID,
                    Finding.APPLICATION,
                    new Evidence(
                            "CORS configuration of the running application",
                            shared.size() + " endpoints are shared, none with a site of a developer's machine")));
        }
        return List.of(finding(leftOver, shared));
    }

    /** Without credentials a site of one's own machine does no harm, unless it is in the place of the real one. */
    private static List<String> leftOver(CorsConfiguration configuration) {
        if (OpenOrigins.isOpenWithCredentials(configuration) || OpenOrigins.isOpenWithoutCredentials(configuration)) {
            return List.of();
        }
        boolean credentials = Boolean.TRUE.equals(configuration.getAllowCredentials());
        List<String> listed = originsOf(configuration).toList();
        List<String> found = listed.stream()
                .filter(origin -> OWN_MACHINE.matcher(origin).matches()
                        || (credentials && UNENCRYPTED.matcher(origin).matches()))
                .toList();
        return credentials || found.size() == listed.size() ? found : List.of();
    }

    private static Stream<String> originsOf(CorsConfiguration configuration) {
        Stream<String> patterns = configuration.getAllowedOriginPatterns() == null
                ? Stream.empty()
                : configuration.getAllowedOriginPatterns().stream();
        return configuration.getAllowedOrigins() == null
                ? patterns
                : Stream.concat(configuration.getAllowedOrigins().stream(), patterns);
    }

    private Finding finding(Set<String> leftOver, Set<String> shared) {
        String origins = String.join(", ", leftOver);
        Evidence evidence = new Evidence(
                "CORS configuration of the running application",
                "%s may read answers, for example of %s"
                        .formatted(origins, shared.iterator().next()));
        if (sources.isDevelopment()) {
            return Finding.unknown(
                    ID,
                    Finding.APPLICATION,
                    "A profile for development is active; whether %s may read answers in production could not be seen."
                            .formatted(origins),
                    evidence);
        }
        Set<String> written = new TreeSet<>(leftOver);
        written.removeIf(sources::mayComeFromOutside);
        return written.isEmpty()
                ? Finding.unknown(
                        ID,
                        Finding.APPLICATION,
                        "%s comes from the configuration, which may name other sites in production.".formatted(origins),
                        evidence)
                : fail(String.join(", ", written), evidence);
    }

    private static Finding fail(String origins, Evidence evidence) {
        return Finding.fail(
                ID,
                Finding.APPLICATION,
                "The code names %s as a site that may read answers, wherever the application runs: pages on a user's own machine and in an unencrypted network are believed, and the real frontend has to be built in."
                        .formatted(origins),
                "Take the sites from the configuration, for example @Value(\"${app.cors.origins}\") List<String>, and set %s only on developers' machines."
                        .formatted(origins),
                evidence);
    }
}
