package com.example.deployment;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.convert.DurationStyle;
import org.yaml.snakeyaml.Yaml;

/**
 * The files of {@code deploy/} beside the settings of the application that they start, and what of them does not fit together.
 *
 * <p>Not what is well-formed: that is for the tools of each kind of file. What no tool knows is that a grace period must be
 * longer than the drain of this application, that a port must be the one on which it listens, and that a secret which it
 * requires must be mounted.
 */
final class Templates {

    private static final Path FOLDER = Path.of("deploy");

    private final Map<String, String> files;
    private final Properties settings = new Properties();
    private final List<String> problems = new ArrayList<>();

    private Templates(Map<String, String> files) throws IOException {
        this.files = files;
        for (String profile : List.of("", "-skateboard", "-deployed", "-production")) {
            settings.load(new StringReader(
                    Files.readString(Path.of("src/main/resources/application" + profile + ".properties"))));
        }
    }

    /** Returns all files by their path within {@code deploy/}. */
    static Map<String, String> files() throws IOException {
        Map<String, String> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(FOLDER)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(FOLDER.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    /** Returns what does not fit together. */
    static List<String> problems(Map<String, String> files) {
        try {
            Templates templates = new Templates(files);
            templates.container();
            templates.compose();
            templates.kubernetes();
            templates.systemd();
            templates.workflow();
            return templates.problems;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void container() {
        String text = file("Containerfile");
        check(
                text.lines()
                        .filter(line -> line.startsWith("FROM "))
                        .noneMatch(line -> line.contains(":latest") || !line.contains(":")),
                "Containerfile: an image without a version");
        String last = text.substring(text.lastIndexOf("\nFROM "));
        check(
                Pattern.compile("(?m)^USER [1-9]\\d*(:\\d+)?$").matcher(last).find(),
                "Containerfile: runs as root, or as a name that Kubernetes cannot check");
        check(
                Pattern.compile("(?m)^ENTRYPOINT \\[").matcher(last).find(),
                "Containerfile: a shell takes SIGTERM, there is no drain");
        int dependencies = last.indexOf("/dependencies/");
        check(
                dependencies > 0 && dependencies < last.indexOf("/extracted/application/"),
                "Containerfile: layers are not in the order in which they change");
        check(last.contains("EXPOSE 8080 " + port()), "Containerfile: exposes other ports than the application has");
        check(last.contains("MaxRAMPercentage"), "Containerfile: the heap does not follow the limit");
        check(
                file("Containerfile.dockerignore").startsWith("*\n"),
                "Containerfile.dockerignore: secrets get into the context of the build");
    }

    private void compose() {
        Map<String, Object> compose = map(new Yaml().load(file("compose.yaml")));
        Map<String, Object> clinic = map(map(compose.get("services")).get("clinic"));
        check(Boolean.TRUE.equals(clinic.get("read_only")), "compose: the root file system can be written");
        check(!String.valueOf(clinic.getOrDefault("user", "0")).startsWith("0"), "compose: runs as root");
        check(List.of("ALL").equals(clinic.get("cap_drop")), "compose: keeps capabilities");
        check(
                String.valueOf(clinic.get("security_opt")).contains("no-new-privileges:true"),
                "compose: may gain privileges");
        check(clinic.containsKey("mem_limit") && clinic.containsKey("pids_limit"), "compose: no limits");
        check(
                duration(clinic.get("stop_grace_period")).compareTo(grace()) >= 0,
                "compose: stop_grace_period is shorter than readiness.health.drain.grace");
        check(
                new TreeSet<>(list(clinic.get("secrets"))).equals(secrets()),
                "compose: not the secrets that are required");
        check(map(compose.get("secrets")).keySet().containsAll(secrets()), "compose: a secret without a file");
        check(map(clinic.get("environment")).keySet().containsAll(addresses()), "compose: an address is missing");
        check(
                list(clinic.get("ports")).stream().noneMatch(port -> port.contains(port())),
                "compose: the actuator is published");
    }

    private void kubernetes() {
        Map<String, Map<String, Object>> kinds = new HashMap<>();
        for (String name : List.of("kubernetes/clinic.yaml", "kubernetes/addresses.yaml")) {
            new Yaml()
                    .loadAll(file(name))
                    .forEach(document -> kinds.put(String.valueOf(map(document).get("kind")), map(document)));
        }
        Map<String, Object> deployment = map(kinds.get("Deployment").get("spec"));
        Map<String, Object> pod = map(map(deployment.get("template")).get("spec"));
        Map<String, Object> container = map(((List<?>) pod.get("containers")).get(0));
        check(Boolean.TRUE.equals(map(pod.get("securityContext")).get("runAsNonRoot")), "kubernetes: may run as root");
        Map<String, Object> security = map(container.get("securityContext"));
        check(
                Boolean.TRUE.equals(security.get("readOnlyRootFilesystem")),
                "kubernetes: the root file system can be written");
        check(Boolean.FALSE.equals(security.get("allowPrivilegeEscalation")), "kubernetes: may gain privileges");
        check(Boolean.FALSE.equals(pod.get("automountServiceAccountToken")), "kubernetes: has a token of the cluster");
        Map<String, Object> resources = map(container.get("resources"));
        Object memory = map(resources.get("limits")).get("memory");
        check(
                memory != null && memory.equals(map(resources.get("requests")).get("memory")),
                "kubernetes: memory that is promised twice");
        check(
                seconds(pod.get("terminationGracePeriodSeconds")).compareTo(grace()) >= 0,
                "kubernetes: terminationGracePeriodSeconds is shorter than readiness.health.drain.grace");
        check(
                Integer.valueOf(0)
                        .equals(map(map(deployment.get("strategy")).get("rollingUpdate"))
                                .get("maxUnavailable")),
                "kubernetes: an instance goes before its successor is there");
        probes(container);
        check(
                list(container.get("ports")).stream().anyMatch(port -> port.contains("containerPort=" + port())),
                "kubernetes: not the port of the actuator");
        check(
                String.valueOf(container.get("volumeMounts"))
                        .contains("mountPath=" + settings.getProperty("readiness.secrets.directories")),
                "kubernetes: secrets are not where they are looked for");
        check(
                map(kinds.getOrDefault("ConfigMap", Map.of()).get("data"))
                        .keySet()
                        .containsAll(addresses()),
                "kubernetes: an address is missing");
        check(
                String.valueOf(kinds.getOrDefault("NetworkPolicy", Map.of()).get("spec"))
                        .contains("policyTypes=[Ingress, Egress]"),
                "kubernetes: no network policy");
        check(kinds.containsKey("PodDisruptionBudget"), "kubernetes: all instances may be moved at once");
    }

    private void probes(Map<String, Object> container) {
        Map<String, Object> readiness = map(container.get("readinessProbe"));
        Duration unseen =
                seconds(readiness.get("periodSeconds")).multipliedBy((Integer) readiness.get("failureThreshold") + 1L);
        check(
                unseen.compareTo(duration(settings.getProperty("readiness.health.drain.delay"))) <= 0,
                "kubernetes: readiness is not seen to be down within readiness.health.drain.delay");
        check(
                ((Integer) readiness.get("failureThreshold"))
                        .toString()
                        .equals(settings.getProperty("readiness.health.drain.probes")),
                "kubernetes: failureThreshold is not readiness.health.drain.probes");
        for (String probe : List.of("startup", "liveness", "readiness")) {
            Map<String, Object> get = map(map(container.get(probe + "Probe")).get("httpGet"));
            String group = probe.equals("liveness") ? "liveness" : "readiness";
            check(
                    ("/actuator/health/" + group).equals(get.get("path")) && "management".equals(get.get("port")),
                    "kubernetes: " + probe + "Probe does not ask for " + group);
        }
    }

    private void systemd() {
        String text = file("systemd/clinic.service");
        Matcher stop = Pattern.compile("(?m)^TimeoutStopSec=(\\S+)$").matcher(text);
        check(
                stop.find() && duration(stop.group(1)).compareTo(grace()) >= 0,
                "systemd: TimeoutStopSec is shorter than readiness.health.drain.grace");
        TreeSet<String> loaded = new TreeSet<>();
        Matcher credential = Pattern.compile("(?m)^LoadCredential=([^:]+):").matcher(text);
        while (credential.find()) {
            loaded.add(credential.group(1));
        }
        check(loaded.equals(secrets()), "systemd: not the secrets that are required");
        check(
                text.contains("\nEnvironment=READINESS_SECRETS_DIRECTORIES=%d\n"),
                "systemd: secrets are not looked for where they are");
        check(text.contains("\nSuccessExitStatus=143\n"), "systemd: an ordered stop counts as a failure");
    }

    private void workflow() {
        Map<String, Object> workflow = map(new Yaml().load(file(".github/workflows/release.yml")));
        check(
                "read".equals(map(workflow.get("permissions")).get("contents"))
                        && map(workflow.get("permissions")).size() == 1,
                "workflow: more permissions than to read");
        Map<String, Object> jobs = map(workflow.get("jobs"));
        check(
                list(map(jobs.get("production")).get("needs")).contains("gate"),
                "workflow: production does not wait for the gate");
        check("staging".equals(map(jobs.get("gate")).get("needs")), "workflow: the gate does not look at staging");
        jobs.forEach((name, job) ->
                check(map(job).containsKey("timeout-minutes"), "workflow: " + name + " may run for ever"));
        check(file("roll").contains("kubectl rollout undo"), "roll: does not roll back");
    }

    private String port() {
        return settings.getProperty("management.server.port");
    }

    private Duration grace() {
        return duration(settings.getProperty("readiness.health.drain.grace"));
    }

    private TreeSet<String> secrets() {
        return new TreeSet<>(
                List.of(settings.getProperty("readiness.secrets.required").split(",\\s*")));
    }

    /** The variables of the environment that hold what has no default and is no secret. */
    private List<String> addresses() {
        return List.of("SPRING_PROFILES_ACTIVE", "CLINIC_DATABASE_URL", "CLINIC_DATABASE_USER", "CLINIC_SMS_URL");
    }

    private String file(String name) {
        return files.getOrDefault(name, "");
    }

    private void check(boolean fits, String problem) {
        if (!fits) {
            problems.add(problem);
        }
    }

    private static Duration duration(Object text) {
        return text == null
                ? Duration.ZERO
                : DurationStyle.SIMPLE.parse(text.toString(), java.time.temporal.ChronoUnit.SECONDS);
    }

    private static Duration seconds(Object number) {
        return number instanceof Integer seconds ? Duration.ofSeconds(seconds) : Duration.ZERO;
    }

    private static List<String> list(Object node) {
        return node instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : node == null ? List.of() : List.of(node.toString());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return node instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
