package dev.readiness.observability;

import dev.readiness.observability.Alert.Guide;
import dev.readiness.observability.Alert.Trial;
import dev.readiness.observability.Alert.Urgency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules about one instance: its process, its pools, its checks and safeguards. Those without a meter are left out, and said. */
final class ApplicationAlerts {

    private final Exposition seen;
    private final OperationsFacts facts;
    private final List<Alert> alerts = new ArrayList<>();
    private final List<String> blind = new ArrayList<>();

    ApplicationAlerts(Exposition seen, OperationsFacts facts) {
        this.seen = seen;
        this.facts = facts;
        process();
        resources();
        checks();
        heartbeats();
        safeguards();
    }

    List<Alert> alerts() {
        return List.copyOf(alerts);
    }

    /** Returns what no rule watches, and how it could. */
    List<String> blind() {
        return List.copyOf(blind);
    }

    private void process() {
        alerts.add(watchdog());
        alerts.add(down());
        meter("process_start_time_seconds")
                .ifPresentOrElse(
                        it -> add(
                                it.changed(2, Duration.ofMinutes(30)),
                                "RestartLoop",
                                Urgency.PAGE,
                                "An instance was started more than twice within half an hour",
                                guide(
                                        "Users of this instance lose their requests at each restart.",
                                        List.of("the process"),
                                        List.of(q("time() - process_start_time_seconds"), q("jvm_memory_used_bytes")),
                                        List.of(),
                                        "Read the last lines of the log before it ended; if it began with a release, roll back.",
                                        "A roll-out starts each instance once, and does not fire.")),
                        () -> blind.add("restarts: no process_start_time_seconds"));
    }

    private void resources() {
        pools();
        meter("tomcat_threads_busy_threads")
                .filter(it ->
                        seen.series("tomcat_threads_busy_threads").stream().noneMatch(series -> series.value() < 0))
                .ifPresentOrElse(
                        it -> add(
                                it.partOf("tomcat_threads_config_max_threads").above(0.9, Duration.ofMinutes(5)),
                                "ThreadsBusy",
                                Urgency.PAGE,
                                "More than 90 % of Tomcat's threads have been busy for five minutes",
                                guide(
                                        "Requests wait in the queue before anything of the application sees them.",
                                        List.of("Tomcat's threads"),
                                        List.of(
                                                q("tomcat_threads_busy_threads"),
                                                q("hikaricp_connections_pending"),
                                                "topk(5, sum by (uri) (rate(http_server_requests_seconds_sum" + job()
                                                        + "[5m])))"),
                                        List.of(facts.setting("server.tomcat.threads.max")),
                                        "Find what they wait for (a thread dump, or the slowest uri of the last query) before"
                                                + " raising the number.",
                                        "With more threads the wait often only moves to the database.")),
                        () -> blind.add(
                                "Tomcat's threads: set server.tomcat.mbeanregistry.enabled=true; with virtual threads"
                                        + " nobody counts them"));
        meter("jvm_memory_usage_after_gc", "area", "heap")
                .ifPresentOrElse(
                        it -> add(
                                it.above(0.9, Duration.ofMinutes(10)),
                                "HeapFull",
                                Urgency.PAGE,
                                "More than 90 % of the heap is in use after garbage collections",
                                memory()),
                        () -> blind.add("heap after garbage collections: no jvm_memory_usage_after_gc"));
        meter("jvm_gc_overhead")
                .ifPresent(it -> add(
                        it.above(0.2, Duration.ofMinutes(10)),
                        "GarbageCollection",
                        Urgency.TICKET,
                        "More than a fifth of the time goes into garbage collection",
                        memory()));
        meter("disk_free_bytes")
                .filter(it -> seen.has("disk_total_bytes"))
                .ifPresentOrElse(
                        it -> add(
                                it.partOf("disk_total_bytes").below(0.1, Duration.ofMinutes(10)),
                                "DiskFull",
                                Urgency.TICKET,
                                "Less than a tenth of a disk is free",
                                guide(
                                        "Nothing yet. Without room nothing can be logged, uploaded or stored.",
                                        places("disk_free_bytes", "path"),
                                        List.of(q("disk_free_bytes"), q("disk_total_bytes")),
                                        List.of(),
                                        "Look for what grows (logs, heap dumps, uploads) and move it away.",
                                        "The disk of the database is another one, and is not seen here.")),
                        () -> blind.add("disk: no disk_free_bytes"));
        meter("ssl_chain_expiry_seconds")
                .ifPresent(it -> add(
                        it.below(14 * 86_400, Duration.ofHours(1)),
                        "CertificateEnds",
                        Urgency.TICKET,
                        "A certificate ends within two weeks",
                        guide(
                                "Nothing yet. From its end on no browser connects.",
                                places("ssl_chain_expiry_seconds", "bundle"),
                                List.of(q("ssl_chain_expiry_seconds / 86400")),
                                List.of(),
                                "Renew it the usual way; look why that did not happen by itself.",
                                "What a proxy in front shows to the world is another certificate.")));
    }

    private void pools() {
        if (!seen.has("hikaricp_connections_pending")) {
            blind.add("connection pools: no hikaricp_connections_pending");
            return;
        }
        Guide guide = guide(
                "Requests that need the database wait, up to the time-out of the pool, and then fail.",
                places("hikaricp_connections_max", "pool"),
                List.of(
                        q("hikaricp_connections_active"),
                        q("hikaricp_connections_pending"),
                        "sum by (pool) (rate(hikaricp_connections_usage_seconds_sum" + job() + "[5m]))"),
                List.of(
                        facts.setting("spring.datasource.hikari.maximum-pool-size"),
                        facts.setting("spring.datasource.hikari.connection-timeout")),
                "Look in the database for statements that run long or wait for locks, and end the oldest one.",
                "A larger pool moves the queue into the database; it helps only where that has room.");
        meter("hikaricp_connections_pending")
                .ifPresent(it -> add(
                        it.above(0, Duration.ofMinutes(2)),
                        "PoolExhausted",
                        Urgency.PAGE,
                        "Callers have been waiting for a database connection for two minutes",
                        guide));
        meter("hikaricp_connections_timeout_total")
                .ifPresent(it -> add(
                        it.moved(0, Duration.ofMinutes(10)),
                        "PoolTimeouts",
                        Urgency.PAGE,
                        "Callers gave up waiting for a database connection",
                        guide));
    }

    private void checks() {
        if (!seen.has("readiness_health_status")) {
            blind.add("health checks: set readiness.health.monitor=true");
            return;
        }
        meter("readiness_health_status", "impact", "critical")
                .ifPresent(
                        it -> add(
                                it.below(0.5, Duration.ofMinutes(2)),
                                "CheckDown",
                                Urgency.PAGE,
                                "A health check of critical impact is down",
                                check(
                                        "What needs it fails. Unless it is shared by all instances, this instance gets no requests.")));
        meter("readiness_health_status")
                .ifPresent(it -> add(
                        it.below(1, Duration.ofMinutes(15)),
                        "CheckNotUp",
                        Urgency.TICKET,
                        "A health check has not been up for a quarter of an hour",
                        check("A part of the application works less well, or not at all.")));
        meter("readiness_health_hung")
                .ifPresent(it -> add(
                        it.above(0, Duration.ofMinutes(5)),
                        "CheckHangs",
                        Urgency.TICKET,
                        "A health check has not returned for five minutes",
                        check("What it asks does not answer; other callers may hang there too.")));
    }

    private void heartbeats() {
        String meter = "readiness_health_heartbeat_age_seconds";
        List<String> jobs = seen.values(meter, "heartbeat");
        for (String job : jobs) {
            Duration longest = facts.heartbeats().get(job);
            if (longest == null) {
                blind.add("heartbeat " + job + ": nobody said how often it is expected");
                continue;
            }
            meter(meter, "heartbeat", job)
                    .ifPresent(it -> add(
                            it.above((double) longest.toSeconds(), Duration.ofMinutes(1)),
                            "HeartbeatMissed",
                            Urgency.PAGE,
                            "The job " + job + " has not succeeded for more than " + PromQl.time(longest),
                            guide(
                                    "Nothing yet. It hurts when what the job makes is needed: a backup for example.",
                                    jobs.stream()
                                            .map(each -> "the job `" + each + "`")
                                            .toList(),
                                    List.of(q(meter)),
                                    List.of(facts.setting("readiness.health.heartbeats." + job + ".every")),
                                    "Read what the job logged last, and run it by hand if that is safe.",
                                    "A job that never ran since the start counts from the start.")));
        }
        if (jobs.stream().noneMatch(job -> job.contains("backup"))) {
            blind.add("backups: no heartbeat with backup in its name; set readiness.health.heartbeats.<job>.every");
        }
    }

    private void safeguards() {
        safeguard(
                "readiness_audit_unwritten",
                "AuditForged",
                Urgency.PAGE,
                "The audit trail holds records that no holder of the key wrote",
                "Somebody who reaches the database wrote into the audit trail.",
                "Keep a copy of the table as it is now, before anything else, and tell whoever is responsible for security.");
        safeguard(
                "readiness_audit_sealing_failed",
                "AuditUnsealed",
                Urgency.TICKET,
                "The audit trail cannot be sealed",
                "Nothing. Changes of records after they are written can no longer be proved.",
                "Read the log of the sealer: a contradiction is an incident, anything else is repaired and sealed later.");
        meter("readiness_audit_dropped_total")
                .ifPresent(it -> add(
                        it.moved(0, Duration.ofMinutes(30)),
                        "AuditDropped",
                        Urgency.TICKET,
                        "Audit records were dropped",
                        guide(
                                "Nothing. What happened then is not in the audit trail.",
                                List.of("the audit trail"),
                                List.of(q("readiness_audit_waiting"), q("readiness_audit_dropped_total")),
                                List.of(
                                        facts.setting("readiness.audit.deadline"),
                                        facts.setting("readiness.audit.spill")),
                                "Look whether the store of the audit trail is slow or full.",
                                "Only records of best effort are ever dropped.")));
        meter("readiness_ratelimit_store_available")
                .ifPresent(it -> add(
                        it.below(1, Duration.ofMinutes(5)),
                        "LimitStoreGone",
                        Urgency.TICKET,
                        "The store that instances share for rate limits does not answer",
                        guide(
                                "Limits are counted by each instance alone, or refuse, as their rules say.",
                                List.of("the store of rate limits"),
                                List.of(
                                        q("readiness_ratelimit_store_available"),
                                        q("readiness_ratelimit_requests_total")),
                                List.of(facts.setting("readiness.rate-limit.store")),
                                "Look whether the store runs and is reached from here.",
                                "It is not a flood of requests.")));
        meter("readiness_ratelimit_requests_total", "outcome", "refused")
                .ifPresent(it -> add(
                        it.moved(100, Duration.ofMinutes(10)),
                        "LimitsRefuse",
                        Urgency.TICKET,
                        "A rate limit refused more than a hundred requests within ten minutes",
                        guide(
                                "Either an attack is held off, or a limit is too tight for an honest client.",
                                places("readiness_ratelimit_requests_total", "rule"),
                                List.of("sum by (rule, outcome) (rate(readiness_ratelimit_requests_total" + job()
                                        + "[5m]))"),
                                seen.values("readiness_ratelimit_requests_total", "rule").stream()
                                        .map(rule -> facts.setting("readiness.rate-limit.rules." + rule + ".limits"))
                                        .toList(),
                                "See in /actuator/ratelimits whether one client is refused, or many.",
                                "Refusals are answers (429), no errors of the application.")));
        safeguard(
                "readiness_secrets_rotation_failed",
                "SecretNotRotated",
                Urgency.TICKET,
                "A changed secret could not be taken over",
                "Nothing while the old value is still accepted elsewhere.",
                "Keep the old value valid until the new one works; the log names the secret.");
        meter("readiness_health_notifications_lost_total")
                .ifPresent(it -> add(
                        it.moved(0, Duration.ofHours(1)),
                        "NotificationsLost",
                        Urgency.TICKET,
                        "Notifications of health could not be delivered and were given up",
                        guide(
                                "Nothing. People who should have been told were not.",
                                List.of("the receivers of notifications"),
                                List.of(q("readiness_health_notifications_waiting")),
                                List.of(),
                                "Look whether the receiver's address and key are still right.",
                                "What they told of is still seen by the other alerts.")));
    }

    private void safeguard(String meter, String name, Urgency urgency, String summary, String means, String first) {
        meter(meter)
                .ifPresent(it -> add(
                        it.above(0, Duration.ofMinutes(1)),
                        name,
                        urgency,
                        summary,
                        guide(
                                means,
                                List.of("`" + meter + "`"),
                                List.of(q(meter)),
                                List.of(),
                                first,
                                "It says nothing of requests, which are served as before.")));
    }

    private Alert watchdog() {
        return new Alert(
                "Watchdog",
                Urgency.WATCHDOG,
                "vector(1)",
                Duration.ZERO,
                Map.of("job", facts.application()),
                "Fires always; what receives it raises the alarm when it stops",
                List.of(new Trial("always", Duration.ofMinutes(1), Map.of(), 1, List.of(Map.of()))),
                guide(
                        "Nothing. If it is gone, no other alert of this application is delivered either.",
                        List.of("Prometheus and Alertmanager"),
                        List.of("vector(1)"),
                        List.of(),
                        "Look whether Prometheus and Alertmanager run.",
                        "It firing is the normal state."));
    }

    private Alert down() {
        String up = PromQl.series("up", Map.of("job", facts.application()));
        Map<String, String> instance = Map.of("job", facts.application(), "instance", "one:8080");
        Duration minute = Duration.ofMinutes(1);
        return new Alert(
                "InstanceDown",
                Urgency.PAGE,
                up + " == 0\nor\nabsent(" + up + ")",
                Duration.ofMinutes(2),
                Map.of(),
                "An instance does not answer Prometheus, or there is none",
                List.of(
                        new Trial("down", minute, Map.of(PromQl.series("up", instance), "0x10"), 2, List.of(instance)),
                        new Trial(
                                "down, but not for long",
                                minute,
                                Map.of(PromQl.series("up", instance), "0x10"),
                                1,
                                List.of()),
                        new Trial(
                                "not there",
                                minute,
                                Map.of("up{job=\"other\"}", "1x10"),
                                2,
                                List.of(Map.of("job", facts.application()))),
                        new Trial("up", minute, Map.of(PromQl.series("up", instance), "1x10"), 5, List.of()),
                        new Trial(
                                "another application is down",
                                minute,
                                Map.of(PromQl.series("up", instance), "1x10", "up{job=\"other\"}", "0x10"),
                                5,
                                List.of())),
                guide(
                        "If it was the only instance, everything is gone; else the others carry its load.",
                        List.of("the process"),
                        List.of(up, q("process_uptime_seconds")),
                        List.of(),
                        "Start it again, and read the log of how it ended. If the new version does not start, roll back.",
                        "Where users are served and only Prometheus is not, the management port is not reached."));
    }

    private Guide memory() {
        return guide(
                "Answers get slower; in the end the process runs out of memory and is restarted.",
                List.of("the heap"),
                List.of(
                        q("jvm_memory_usage_after_gc"),
                        q("jvm_gc_overhead"),
                        "rate(jvm_gc_memory_allocated_bytes_total" + job() + "[5m])"),
                List.of("-Xmx, or -XX:MaxRAMPercentage"),
                "Take a heap dump of one instance, then restart it alone, one after the other.",
                "A full heap before a garbage collection is normal and does not fire.");
    }

    private Guide check(String means) {
        return guide(
                means,
                seen.values("readiness_health_status", "check").stream()
                        .map(name -> "the check `" + name + "`")
                        .toList(),
                List.of(q("readiness_health_status"), q("readiness_health_age_seconds"), q("readiness_health_probe")),
                List.of(facts.setting("readiness.health.shared-affects-readiness")),
                "Ask /actuator/health what the check says, and look at what it asks; do not restart for a dependency.",
                "A dependency that all instances share does not take them out of the load balancer.");
    }

    private List<String> places(String meter, String label) {
        return seen.series(meter).stream()
                .filter(series -> !series.label(label).isEmpty())
                .map(series -> "`" + series.label(label) + "`"
                        + Optional.ofNullable(facts.places().get(series.label(label)))
                                .map(place -> ", " + place)
                                .orElse(""))
                .distinct()
                .toList();
    }

    private Optional<MeterAlert> meter(String name, String... labels) {
        return MeterAlert.of(seen, facts.application(), name, labels);
    }

    private void add(MeterAlert rule, String name, Urgency urgency, String summary, Guide guide) {
        alerts.add(rule.build(name, urgency, summary, guide));
    }

    /** Returns a query of a meter, or of an expression of one, of this application. */
    private String q(String expression) {
        return expression.contains(" ")
                ? expression.replaceFirst("[a-z_]+_[a-z_]+", "$0" + java.util.regex.Matcher.quoteReplacement(job()))
                : expression + job();
    }

    private String job() {
        return "{job=" + PromQl.quoted(facts.application()) + "}";
    }

    private static Guide guide(
            String means, List<String> where, List<String> look, List<String> settings, String first, String not) {
        return new Guide(means, where, look, settings, first, not);
    }
}
