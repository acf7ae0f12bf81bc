package dev.readiness.spring.assessment;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.SpringBootVersion;

/**
 * Finds a Spring Boot for which no free releases are made any more, so that nobody mends its holes or those of the libraries
 * that it chooses.
 *
 * <p>The ends of free support are those of the project's support page, spring.io/projects/spring-boot#support, as of
 * November 2026. What is newer than they know is not accused.
 */
final class UnsupportedFramework {

    private static final String ID = "deployment.framework-unsupported";

    private static final Map<String, LocalDate> SUPPORTED_UNTIL = Map.of(
            "3.5", LocalDate.of(2026, 6, 30),
            "4.0", LocalDate.of(2026, 12, 31),
            "4.1", LocalDate.of(2027, 6, 30));

    private static final Pattern LINE = Pattern.compile("(\\d+\\.\\d+)\\.\\d+.*");

    private final String version;

    private final InstantSource clock;

    UnsupportedFramework(InstantSource clock) {
        this(SpringBootVersion.getVersion(), clock);
    }

    UnsupportedFramework(String version, InstantSource clock) {
        this.version = version;
        this.clock = clock;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    List<Finding> assess(Inventory inventory) {
        Matcher line = LINE.matcher(version);
        LocalDate end = line.matches() ? SUPPORTED_UNTIL.get(line.group(1)) : null;
        if (end == null) {
            return List.of(Finding.unknown(
                    ID,
                    Finding.APPLICATION,
                    "Until when Spring Boot %s is supported is not known here.".formatted(version)));
        }
        Evidence evidence = new Evidence("version of Spring Boot that runs", version + ", free releases until " + end);
        boolean over = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).isAfter(end);
        return List.of(
                over
                        ? Finding.fail(
                                ID,
                                Finding.APPLICATION,
                                "Free releases of Spring Boot %s ended on %s: holes found since then in it and in the libraries that it chooses stay open, unless support is paid for."
                                        .formatted(line.group(1), end),
                                "Upgrade to Spring Boot %s, one minor version at a time; or attest the support that is paid for."
                                        .formatted(newest()),
                                evidence)
                        : Finding.pass(ID, Finding.APPLICATION, evidence));
    }

    private static String newest() {
        return SUPPORTED_UNTIL.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }
}
