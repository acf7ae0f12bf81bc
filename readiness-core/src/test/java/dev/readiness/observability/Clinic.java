package dev.readiness.observability;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An application with every meter that there are rules for. */
final class Clinic {

    static final String EXPOSITION = """
            # HELP process_start_time_seconds Start time
            # TYPE process_start_time_seconds gauge
            process_start_time_seconds 1.764e9
            hikaricp_connections_active{pool="HikariPool-1"} 1.0
            hikaricp_connections_max{pool="HikariPool-1"} 10.0
            hikaricp_connections_pending{pool="HikariPool-1"} 0.0
            hikaricp_connections_timeout_total{pool="HikariPool-1"} 0.0
            hikaricp_connections_usage_seconds_sum{pool="HikariPool-1"} 0.2
            tomcat_threads_busy_threads{name="http-nio-8080"} 1.0
            tomcat_threads_config_max_threads{name="http-nio-8080"} 200.0
            jvm_memory_usage_after_gc{area="heap",pool="long-lived"} 0.1
            jvm_gc_overhead 0.01
            process_cpu_usage 0.1
            disk_free_bytes{path="/srv/clinic/."} 1.0E10
            disk_total_bytes{path="/srv/clinic/."} 2.0E10
            ssl_chain_expiry_seconds{bundle="web",certificate="1",chain="clinic"} 8640000.0
            readiness_health_status{check="db",impact="critical",kind="readiness",shared="true"} 1.0
            readiness_health_status{check="memory",impact="degraded",kind="readiness",shared="false"} 1.0
            readiness_health_hung{check="db",impact="critical",kind="readiness",shared="true"} 0.0
            readiness_health_age_seconds{check="db",impact="critical",kind="readiness",shared="true"} 2.0
            readiness_health_heartbeat_age_seconds{heartbeat="nightly-backup"} 300.0
            readiness_health_notifications_lost_total 0.0
            readiness_health_notifications_waiting 0.0
            readiness_audit_dropped_total 0.0
            readiness_audit_unwritten 0.0
            readiness_audit_lost 0.0
            readiness_audit_sealing_failed 0.0
            readiness_audit_waiting 0.0
            readiness_ratelimit_store_available 1.0
            readiness_ratelimit_requests_total{outcome="permitted",rule="booking"} 17.0
            readiness_ratelimit_requests_total{outcome="refused",rule="booking"} 0.0
            readiness_secrets_rotation_failed 0.0
            readiness_observability_requests_seconds_count{outcome="SERVER_ERROR",slice="booking"} 0
            readiness_observability_requests_seconds_count{outcome="SUCCESS",slice="booking"} 3
            readiness_observability_requests_seconds_sum{outcome="SUCCESS",slice="booking"} 0.2
            readiness_observability_requests_seconds_bucket{outcome="SUCCESS",slice="booking",le="0.3"} 3
            readiness_observability_requests_seconds_bucket{outcome="SUCCESS",slice="booking",le="+Inf"} 3
            readiness_observability_requests_seconds_count{outcome="SERVER_ERROR",slice="unowned"} 0
            """;

    private Clinic() {}

    static OperationsFacts facts() {
        return new OperationsFacts(
                "clinic",
                Map.of("booking", List.of("POST /appointments")),
                Map.of(
                        "booking",
                        new SliceObjective(new BigDecimal("99.5"), Duration.ofMillis(300), BigDecimal.valueOf(95))),
                Map.of("nightly-backup", Duration.ofHours(25)),
                Map.of("HikariPool-1", "bean `dataSource`"),
                Map.of("spring.datasource.hikari.maximum-pool-size", "10"),
                "kubectl rollout undo deployment/clinic",
                OperationsFacts.SCRAPE);
    }

    static OperationsBundle bundle() {
        return OperationsBundle.of(facts(), EXPOSITION);
    }
}
