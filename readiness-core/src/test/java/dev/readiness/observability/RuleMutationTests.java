package dev.readiness.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.observability.Alert.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the generated tests of the rules notice when a rule is wrong. */
class RuleMutationTests {

    /**
     * By default few, since promtool plays days of samples; {@code -Dalerts.all=true} tries all, and
     * {@code -Dalerts.of=SliceSlow} those that are named.
     */
    private static final List<String> FEW = List.of(
            System.getProperty("alerts.of", "PoolExhausted,PoolTimeouts,ThreadsBusy,CheckDown,RestartLoop,SliceUnseen")
                    .split(","));

    private static final Pattern FAILED = Pattern.compile("alertname: ?\"?(M\\d+)\"?,");

    @TempDir
    private Path directory;

    @Test
    void atLeast95OfAHundredWrongRulesAreNoticed() throws IOException {
        Promtool.assumePresent();
        Files.createDirectories(directory.resolve("rules"));
        Files.createDirectories(directory.resolve("tests"));
        int all = 0;
        List<String> survivors = new ArrayList<>();
        for (AlertGroup group : Clinic.bundle().groups()) {
            for (Alert alert : group.alerts()) {
                if (!alert.name().equals("Watchdog")
                        && (Boolean.getBoolean("alerts.all") || FEW.contains(alert.name()))) {
                    Map<String, Alert> mutants = Mutants.of(alert);
                    Set<String> noticed = noticed(alert, List.copyOf(mutants.values()));
                    all += mutants.size();
                    mutants.forEach((what, mutant) -> {
                        if (!noticed.contains(mutant.name())) {
                            survivors.add(group.name() + " " + alert.name() + ": " + what + "\n" + mutant.query());
                        }
                    });
                }
            }
        }
        System.out.println("Wrong rules noticed: " + (all - survivors.size()) + " of " + all);

        assertThat(survivors).as(String.join("\n", survivors)).hasSizeLessThanOrEqualTo(all / 20);
        assertThat(all).isGreaterThan(50);
    }

    private Set<String> noticed(Alert alert, List<Alert> mutants) throws IOException {
        Files.writeString(directory.resolve("rules/mutants.yml"), RuleFiles.rules(new AlertGroup("mutants", mutants)));
        Map<Duration, StringBuilder> byInterval = new TreeMap<>();
        for (Trial trial : alert.trials()) {
            RuleFiles.test(
                    byInterval.computeIfAbsent(trial.interval(), interval -> RuleFiles.head("mutants", interval)),
                    trial.name(),
                    mutants,
                    trial);
        }
        Set<String> noticed = new TreeSet<>();
        for (StringBuilder text : byInterval.values()) {
            Files.writeString(directory.resolve("tests/mutants.yml"), text);
            String said = Promtool.run(directory, List.of("test", "rules", "tests/mutants.yml"));
            assertThat(said).doesNotContain("parse error");
            Matcher failed = FAILED.matcher(said);
            while (failed.find()) {
                noticed.add(failed.group(1));
            }
        }
        return noticed;
    }
}
