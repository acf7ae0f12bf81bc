package dev.readiness.secrets;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for secrets in configuration files: one finding a property, whatever the number of files that set it. */
final class LiteralsInConfiguration {

    static final String RULE = "secrets.literal-in-configuration";

    private final Map<String, List<ConfigurationEntry>> entries = new LinkedHashMap<>();

    LiteralsInConfiguration(List<ConfigurationEntry> entries) {
        for (ConfigurationEntry entry : entries) {
            this.entries
                    .computeIfAbsent(entry.name(), name -> new ArrayList<>())
                    .add(entry);
        }
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        entries.values().forEach(sameName -> findingOf(sameName).ifPresent(findings::add));
        if (findings.isEmpty()) {
            findings.add(Finding.pass(RULE, Finding.APPLICATION, nothingFound()));
        }
        return findings;
    }

    /** Returns the entries that give a secret away, at most one for each name. */
    List<ConfigurationEntry> exposed() {
        return entries.values().stream()
                .flatMap(sameName -> firstExposed(sameName).stream())
                .toList();
    }

    private Optional<ConfigurationEntry> firstExposed(List<ConfigurationEntry> sameName) {
        return sameName.stream()
                .filter(entry -> exposure(entry).isFailure() && !opensOnlyMemory(entry.name()))
                .findFirst();
    }

    /** Returns whether {@code name} is the password of a database that nobody else can reach. */
    private boolean opensOnlyMemory(String name) {
        int last = name.lastIndexOf('.');
        return name.endsWith(".password")
                && List.of(".url", ".jdbc-url", ".jdbcUrl").stream()
                        .flatMap(url -> entries.getOrDefault(name.substring(0, last) + url, List.of()).stream())
                        .map(url -> url.text().reveal())
                        .reduce((first, second) -> isInMemory(first) ? second : first)
                        .filter(LiteralsInConfiguration::isInMemory)
                        .isPresent();
    }

    private static boolean isInMemory(String url) {
        return url.matches("(?:jdbc:(?:h2:mem|hsqldb:mem|derby:memory|sqlite::memory)|r2dbc:h2:mem):?.*");
    }

    String problem(ConfigurationEntry entry) {
        return exposure(entry).problem(entry.location());
    }

    private Optional<Finding> findingOf(List<ConfigurationEntry> sameName) {
        Optional<Finding> failure = firstExposed(sameName).map(this::failure);
        return failure.or(() -> sameName.stream()
                .filter(entry -> exposure(entry) == Exposure.REFERENCE)
                .findFirst()
                .map(LiteralsInConfiguration::pass));
    }

    private Finding failure(ConfigurationEntry entry) {
        return Finding.fail(RULE, entry.name(), problem(entry), remedy(entry), seenAt(entry, "a literal value"));
    }

    private static Finding pass(ConfigurationEntry entry) {
        return Finding.pass(RULE, entry.name(), seenAt(entry, "a reference to a value outside"));
    }

    static String remedy(ConfigurationEntry entry) {
        String variable = SecretName.of(entry.name()).variable();
        String separator = entry.location().matches(".*\\.ya?ml(:.*)?") ? ": " : "=";
        return "Write " + entry.name() + separator + "${" + variable + "}, set " + variable
                + " outside (environment variable, or a file of that name in one of readiness.secrets.directories),"
                + " and replace the old value wherever it is accepted.";
    }

    private static Evidence seenAt(ConfigurationEntry entry, String observation) {
        return new Evidence("property source of the running environment", entry.location() + " has " + observation);
    }

    private Evidence nothingFound() {
        return new Evidence(
                "property sources of the running environment",
                entries.size() + " properties from files were read, none of them is a secret");
    }

    private Exposure exposure(ConfigurationEntry entry) {
        return Exposure.of(entry.name(), entry.text().reveal(), this::textOf);
    }

    private Optional<String> textOf(String name) {
        return Optional.ofNullable(entries.get(name))
                .map(sameName -> sameName.get(0).text().reveal());
    }
}
