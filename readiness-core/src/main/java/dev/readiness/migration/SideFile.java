package dev.readiness.migration;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a migration's side file says of the rows that it does not take. {@code V7__email.sql.preflight} stands beside the script,
 * because a comment within would change Flyway's checksum:
 *
 * <pre>{@code
 * person.email.policy=transform
 * person.email.set=email = 'unknown-' || id || '@example.invalid'
 * negative.table=invoice
 * negative.where=total < 0
 * negative.policy=quarantine
 * }</pre>
 */
final class SideFile {

    static final SideFile NONE = new SideFile("", Map.of());

    private static final Set<String> WORDS = Set.of("policy", "set", "table", "where");

    private final String script;
    private final Map<String, Map<String, String>> said;

    private SideFile(String script, Map<String, Map<String, String>> said) {
        this.script = script;
        this.said = said;
    }

    static SideFile parse(String script, String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        List<String> faults = new ArrayList<>();
        Map<String, Map<String, String>> said = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            int dot = key.lastIndexOf('.');
            String word = key.substring(dot + 1);
            if (dot < 1 || !WORDS.contains(word)) {
                faults.add("'" + key + "' must end with one of .policy, .set, .table and .where");
            } else {
                said.computeIfAbsent(key.substring(0, dot), check -> new TreeMap<>())
                        .put(word, properties.getProperty(key).strip());
            }
        }
        SideFile file = new SideFile(script, said);
        said.keySet().forEach(check -> faults.addAll(file.faults(check)));
        if (!faults.isEmpty()) {
            throw new SafeMigrationException(script + ".preflight cannot be read: " + String.join("; ", faults));
        }
        return file;
    }

    private List<String> faults(String check) {
        List<String> faults = new ArrayList<>();
        Map<String, String> words = said.getOrDefault(check, Map.of());
        Optional<String> policy = Optional.ofNullable(words.get("policy"));
        if (policy.isPresent() && !List.of("fail", "quarantine", "transform").contains(policy.get())) {
            faults.add(check + ".policy must be fail, quarantine or transform but is '" + policy.get() + "'");
        }
        if (policy.filter("transform"::equals).isPresent() != words.containsKey("set")) {
            faults.add(check + ".policy=transform and " + check + ".set go together");
        }
        if (words.containsKey("table") != words.containsKey("where")) {
            faults.add(check + ".table and " + check + ".where go together");
        }
        return faults;
    }

    /** Returns the checks that the file itself declares. */
    List<DataCheck> declared() {
        return said.entrySet().stream()
                .filter(check -> check.getValue().containsKey("table"))
                .map(check -> new DataCheck(
                        check.getKey(),
                        script,
                        check.getValue().getOrDefault("table", ""),
                        check.getValue().getOrDefault("where", ""),
                        "are what " + script + ".preflight calls " + check.getKey(),
                        ""))
                .toList();
    }

    /** Throws if something is said of a check that is not among {@code names}. */
    void refuseUnknown(Set<String> names) {
        List<String> unknown =
                said.keySet().stream().filter(check -> !names.contains(check)).toList();
        if (!unknown.isEmpty()) {
            throw new SafeMigrationException(script + ".preflight speaks of " + unknown
                    + ", which no constraint of the script concerns; it has " + names);
        }
    }

    Optional<PreflightPolicy> policy(String check) {
        return Optional.ofNullable(said.getOrDefault(check, Map.of()).get("policy"))
                .map(policy -> PreflightPolicy.valueOf(policy.toUpperCase(java.util.Locale.ROOT)));
    }

    String set(String check) {
        return said.getOrDefault(check, Map.of()).getOrDefault("set", "");
    }
}
