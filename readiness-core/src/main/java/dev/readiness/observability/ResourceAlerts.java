package dev.readiness.observability;

import dev.readiness.observability.Alert.Guide;
import dev.readiness.observability.Alert.Trial;
import dev.readiness.observability.Alert.Urgency;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Whether the process is there, and what it runs out of. */
final class ResourceAlerts extends ApplicationAlerts {

    ResourceAlerts(Exposition seen, OperationsFacts facts) {
        super(seen, facts);
        process();
        resources();
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
}
