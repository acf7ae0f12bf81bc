package dev.readiness.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationsBundleTests {

    @TempDir
    private Path directory;

    @Test
    void prometheusAcceptsTheRulesAndTheirTests() {
        Promtool.assumePresent();
        Clinic.bundle().writeTo(directory);
        List<String> check = new ArrayList<>(List.of("check", "rules"));
        check.addAll(Promtool.files(directory.resolve("rules")));
        List<String> tests = tried(directory.resolve("tests"));

        assertThat(Promtool.run(directory, check)).endsWith("exit 0");
        List<String> test = new ArrayList<>(List.of("test", "rules"));
        test.addAll(tests);
        assertThat(Promtool.run(directory, test)).endsWith("exit 0");
        assertThat(Promtool.run(directory, List.of("check", "config", "prometheus.yml")))
                .endsWith("exit 0");
    }

    @Test
    void everyAlertIsTriedBothWays() {
        assertThat(Clinic.bundle().groups().stream().flatMap(group -> group.alerts().stream()))
                .filteredOn(alert -> !alert.name().equals("Watchdog"))
                .allSatisfy(alert -> assertThat(alert.trials())
                        .anyMatch(trial -> trial.fires().isEmpty())
                        .anyMatch(trial -> !trial.fires().isEmpty()));
    }

    @Test
    void everyAlertHasAPageInTheWordsOfTheApplication() {
        Map<String, String> files = Clinic.bundle().files();

        assertThat(Clinic.bundle().groups().stream().flatMap(group -> group.alerts().stream()))
                .allSatisfy(alert -> assertThat(files).containsKey(Runbook.path(alert)));
        assertThat(files.get("runbooks/SliceErrorsBurnFast.md"))
                .contains("slice `booking`: `POST /appointments`", "kubectl rollout undo deployment/clinic");
        assertThat(files.get("runbooks/PoolExhausted.md"))
                .contains("`HikariPool-1`, bean `dataSource`", "spring.datasource.hikari.maximum-pool-size=10");
    }

    @Test
    void theOrderInWhichSeriesAreToldDoesNotMatter() {
        List<String> lines = new ArrayList<>(Clinic.EXPOSITION.lines().toList());
        Collections.shuffle(lines, new Random(17));

        assertThat(OperationsBundle.of(Clinic.facts(), String.join("\n", lines)).files())
                .isEqualTo(Clinic.bundle().files());
    }

    @Test
    void whatIsNotMeasuredHasNoRuleAndIsSaid() {
        OperationsBundle bundle = OperationsBundle.of(OperationsFacts.of("bare"), "process_start_time_seconds 17.5\n");

        assertThat(bundle.files().keySet()).contains("rules/application.yml").noneMatch(name -> name.contains("slice"));
        assertThat(bundle.files().get("rules/application.yml")).doesNotContain("hikaricp", "tomcat", "readiness_");
        assertThat(bundle.blind())
                .anyMatch(text -> text.contains("readiness.observability.slice-tag=true"))
                .anyMatch(text -> text.contains("server.tomcat.mbeanregistry.enabled=true"));
    }

    @Test
    void countsNoThreadsThatTomcatDoesNotCount() {
        OperationsBundle bundle = OperationsBundle.of(
                OperationsFacts.of("virtual"),
                "tomcat_threads_busy_threads{name=\"http\"} -1.0\ntomcat_threads_config_max_threads{name=\"http\"} 200\n");

        assertThat(bundle.files()).doesNotContainKey("runbooks/ThreadsBusy.md");
    }

    @Test
    void hostileNamesAreOnlyNames() {
        Promtool.assumePresent();
        String name = "a\"b\\c: {{ .Labels }} %s #";
        OperationsBundle bundle = OperationsBundle.of(
                OperationsFacts.of(name),
                SliceAlerts.REQUESTS
                        + "{slice=\"x\\\"y\\\\z/../..\",outcome=\"SUCCESS\"} 1\nhikaricp_connections_pending{pool=\"a'b\"} 0\n");
        bundle.writeTo(directory);
        List<String> test = new ArrayList<>(List.of("test", "rules"));
        test.addAll(tried(directory.resolve("tests")));

        assertThat(bundle.files().keySet()).contains("rules/slice-x-y-z-.yml");
        assertThat(Promtool.run(directory, test)).endsWith("exit 0");
        assertThat(Promtool.run(directory, List.of("check", "config", "prometheus.yml")))
                .endsWith("exit 0");
    }

    @Test
    void removesItsOldFilesAndNobodyElses() throws IOException {
        Files.createDirectories(directory.resolve("rules"));
        Files.writeString(directory.resolve("rules/own.yml"), "groups: []\n");
        Files.writeString(directory.resolve("rules/slice-gone.yml"), RuleFiles.MADE + "\n");

        Clinic.bundle().writeTo(directory);

        assertThat(directory.resolve("rules/own.yml")).exists();
        assertThat(directory.resolve("rules/slice-gone.yml")).doesNotExist();
    }

    @Test
    void aLoginPageIsNoExposition() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OperationsBundle.of(Clinic.facts(), "<html>Please sign in</html>"))
                .withMessageContaining("no sample");
    }

    /** Only the shortest by default: promtool plays days of samples. {@code -Dalerts.all=true} tries all. */
    private static List<String> tried(Path tests) {
        return Promtool.files(tests).stream()
                .filter(name -> Boolean.getBoolean("alerts.all")
                        || name.endsWith("-1m.yml")
                        || name.endsWith("application-30s.yml"))
                .toList();
    }
}
