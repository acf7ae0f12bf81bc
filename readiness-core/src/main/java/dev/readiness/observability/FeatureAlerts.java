package dev.readiness.observability;

import dev.readiness.observability.Alert.Guide;
import dev.readiness.observability.Alert.Urgency;
import java.time.Duration;
import java.util.List;

/** Health checks, expected jobs, and what the safeguards of this library say of themselves. */
final class FeatureAlerts extends ApplicationAlerts {

    FeatureAlerts(Exposition seen, OperationsFacts facts) {
        super(seen, facts);
        checks();
        heartbeats();
        safeguards();
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
                "readiness_audit_lost",
                "AuditLost",
                Urgency.PAGE,
                "Audit records were removed or changed before they were sealed",
                "Somebody who reaches the database took records out of the audit trail.",
                "Keep a copy of the table as it is now, before anything else; the log names the records that are gone.");
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
}
