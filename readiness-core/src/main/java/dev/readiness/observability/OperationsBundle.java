package dev.readiness.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What those on call need, made of a running application: alert rules for Prometheus with their tests, routes, a dashboard, a
 * scrape configuration and a runbook.
 *
 * <p>Rules are made only of series that the application really has, since a rule about a series that nobody exports never
 * fires and nobody notices. What is not watched for that reason is listed in {@code README.md} and by {@link #blind()}. The
 * same application gives the same bytes: no file holds a time, an order of chance or a value of a meter. Immutable.
 */
public final class OperationsBundle {

    private final List<AlertGroup> groups;
    private final List<String> blind;
    private final Map<String, String> files;

    private OperationsBundle(List<AlertGroup> groups, List<String> blind, Map<String, String> files) {
        this.groups = groups;
        this.blind = List.copyOf(blind);
        this.files = Collections.unmodifiableMap(files);
    }

    /**
     * Makes a bundle.
     *
     * @param facts what is known of the application
     * @param exposition what it answers to Prometheus, as text
     * @throws IllegalArgumentException if {@code exposition} holds no sample
     */
    public static OperationsBundle of(OperationsFacts facts, String exposition) {
        Exposition seen = Exposition.parse(exposition);
        List<Alert> application = new ArrayList<>();
        List<String> blind = new ArrayList<>();
        for (ApplicationAlerts part : List.of(new ResourceAlerts(seen, facts), new FeatureAlerts(seen, facts))) {
            application.addAll(part.alerts());
            blind.addAll(part.blind());
        }
        List<AlertGroup> groups = new ArrayList<>();
        groups.add(new AlertGroup("application", application));
        Set<String> slices = new TreeSet<>(seen.values(SliceAlerts.REQUESTS, "slice"));
        if (slices.isEmpty()) {
            blind.add("requests: set readiness.observability.slice-tag=true, and readiness.slices");
        }
        Set<String> names = new LinkedHashSet<>();
        for (String slice : slices) {
            SliceAlerts alerts = new SliceAlerts(seen, facts, slice);
            groups.add(new AlertGroup(fileName(slice, names), alerts.alerts()));
            if (facts.objective(slice).latency() != null && alerts.bound().isEmpty()) {
                blind.add("latency of the slice " + slice + ": its objective is no bound of " + SliceAlerts.BUCKETS);
            }
        }
        facts.slices().keySet().stream()
                .filter(slice -> !slices.isEmpty() && !slices.contains(slice))
                .forEach(slice -> blind.add("slice " + slice + ": no series of " + SliceAlerts.REQUESTS + " names it"));
        return new OperationsBundle(groups, blind, files(facts, seen, groups, blind));
    }

    /** Returns the text of each file by its path within the bundle, which has {@code /} and only plain characters. */
    public Map<String, String> files() {
        return files;
    }

    /** Returns what no rule watches because the application does not measure it, each with what would change that. */
    public List<String> blind() {
        return blind;
    }

    /**
     * Writes the files under {@code directory}, and removes files of an earlier bundle that are not part of this one.
     *
     * @throws UncheckedIOException if that fails
     */
    public void writeTo(Path directory) {
        try {
            for (String part : List.of("rules", "tests", "runbooks")) {
                removeOld(directory, directory.resolve(part));
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = directory.resolve(file.getKey());
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot write the files for those on call to " + directory, ex);
        }
    }

    List<AlertGroup> groups() {
        return groups;
    }

    private void removeOld(Path directory, Path part) throws IOException {
        if (Files.isDirectory(part)) {
            try (Stream<Path> old = Files.list(part)) {
                for (Path file : old.filter(Files::isRegularFile).toList()) {
                    String name = directory.relativize(file).toString().replace('\\', '/');
                    // Only what looks like ours: somebody may keep rules of their own beside.
                    if (!files.containsKey(name) && Files.readString(file).startsWith(RuleFiles.MADE)) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    private static Map<String, String> files(
            OperationsFacts facts, Exposition seen, List<AlertGroup> groups, List<String> blind) {
        Map<String, String> files = new TreeMap<>();
        for (AlertGroup group : groups) {
            files.put("rules/" + group.name() + ".yml", RuleFiles.rules(group));
            RuleFiles.tests(group).forEach((name, text) -> files.put("tests/" + name, text));
        }
        files.putAll(Runbook.pages(facts, groups));
        files.put("alertmanager.yml", Deliveries.alertmanager());
        files.put("prometheus.yml", Deliveries.prometheus(facts));
        files.put("dashboard.json", Dashboard.of(facts, seen));
        files.put("README.md", Deliveries.readme(facts, groups, blind));
        return files;
    }

    private static String fileName(String slice, Set<String> taken) {
        String plain = "slice-" + slice.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String name = plain;
        for (int i = 2; !taken.add(name); i++) {
            name = plain + "-" + i;
        }
        return name;
    }
}
