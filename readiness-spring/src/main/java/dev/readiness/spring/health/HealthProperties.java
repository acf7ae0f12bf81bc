package dev.readiness.spring.health;

import dev.readiness.health.Impact;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for health. Probes and their exposure are set with Spring Boot's own properties.
 *
 * @param enabled Whether health checks are handed to Actuator and the report looks at the probes.
 * @param monitor Whether Spring Boot's own health indicators, too, are run on a schedule, so that a probe only reads what they
 *     saw, and whether the pools, memory, deadlocks and the clock are looked at.
 * @param timeout How long a check may take before it counts as failed.
 * @param period From the start of one run of a check to the next; three times as long while it is down.
 * @param failAfter How many failures in a row make a check down.
 * @param recoverAfter How many successes in a row make it up again.
 * @param sharedAffectsReadiness Whether a dependency that all instances share takes readiness down, and so all instances at
 *     once.
 * @param certificates Files of certificates, or key stores that can be read without a password, whose end is looked at.
 * @param certificateWarning How long before its end a certificate degrades health.
 * @param checks What differs for a check, by its name in Actuator's health, for example checks.db.shared.
 * @param drain What happens at the end, before Spring Boot's graceful shutdown.
 * @param notifications Who is told of problems.
 * @param heartbeats Jobs that must have run, by their name; each says Heartbeats.succeeded.
 * @param heartbeatFile Where the last success of each job is kept; without it a restart begins the wait anew.
 * @param outsideWatch Who outside is told that this instance is well.
 * @param earlyProbes Whether probes are answered on the port of Actuator before its server starts, with what the start is at:
 *     liveness with 200, readiness with 503.
 */
@ConfigurationProperties("readiness.health")
public record HealthProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("false") boolean monitor,
        @DefaultValue("2s") Duration timeout,
        @DefaultValue("10s") Duration period,
        @DefaultValue("3") int failAfter,
        @DefaultValue("2") int recoverAfter,
        @DefaultValue("false") boolean sharedAffectsReadiness,
        @DefaultValue List<Path> certificates,
        @DefaultValue("30d") Duration certificateWarning,
        @DefaultValue Map<String, Check> checks,
        @DefaultValue Drain drain,
        @DefaultValue Notifications notifications,
        @DefaultValue Map<String, Heartbeat> heartbeats,
        @Nullable Path heartbeatFile,
        @DefaultValue OutsideWatching outsideWatch,
        @DefaultValue("false") boolean earlyProbes) {

    /**
     * What differs for one check.
     *
     * @param impact What it means when the check is down.
     * @param shared Whether all instances depend on the same thing. Of Spring Boot's own indicators all are that look outside
     *     of the process.
     * @param timeout How long the check may take before it counts as failed.
     * @param period From the start of one run to the next.
     * @param downPeriod The same while it is down.
     * @param staleAfter After which time without a result nothing is known any more.
     * @param failAfter How many failures in a row make it down.
     * @param recoverAfter How many successes in a row make it up again.
     */
    public record Check(
            @Nullable Impact impact,
            @Nullable Boolean shared,
            @Nullable Duration timeout,
            @Nullable Duration period,
            @Nullable Duration downPeriod,
            @Nullable Duration staleAfter,
            @Nullable Integer failAfter,
            @Nullable Integer recoverAfter) {}

    /**
     * What happens before the graceful shutdown.
     *
     * @param enabled Whether readiness goes down, and is seen to be down, before the application stops taking requests.
     * @param delay How long to wait at most until probes have seen it.
     * @param probes How many probes must have been told that it is down: what the load balancer needs in a row, for each load
     *     balancer.
     * @param grace How long the platform waits for the process to end before it kills it, for example
     *     terminationGracePeriodSeconds of Kubernetes. Checked against the other times at start.
     */
    public record Drain(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("10s") Duration delay,
            @DefaultValue("3") int probes,
            @Nullable Duration grace) {}

    /**
     * Who is told of problems. A bean of type NotificationChannel is one more receiver.
     *
     * @param quiet How long a check must be up before its problem counts as over.
     * @param instance Which instance this is; by default the name of the host.
     * @param jsonUrl Where JSON is posted to.
     * @param jsonKey The key with which the JSON is signed (HMAC-SHA256).
     * @param slackUrl An incoming webhook of Slack, or of something that takes the same.
     * @param pagerDutyRoutingKey The integration key of a PagerDuty service (Events API v2).
     * @param alertmanagerUrl The base address of Prometheus's Alertmanager.
     */
    public record Notifications(
            @DefaultValue("2m") Duration quiet,
            @Nullable String instance,
            @Nullable URI jsonUrl,
            @Nullable String jsonKey,
            @Nullable URI slackUrl,
            @Nullable String pagerDutyRoutingKey,
            @Nullable URI alertmanagerUrl) {

        /** Without the secrets. */
        @Override
        public String toString() {
            return "Notifications[quiet=" + quiet + "]";
        }
    }

    /**
     * A job that must have run.
     *
     * @param every How often it succeeds.
     * @param grace How much later than that it may be.
     */
    public record Heartbeat(
            @DefaultValue("24h") Duration every,
            @DefaultValue("1h") Duration grace) {}

    /**
     * A dead man's switch, which raises the alarm when it hears nothing any more.
     *
     * @param url What is asked for by GET while this instance is well.
     * @param every How often.
     */
    public record OutsideWatching(
            @Nullable URI url, @DefaultValue("1m") Duration every) {

        /** Without the address, which is a secret. */
        @Override
        public String toString() {
            return "OutsideWatching[every=" + every + "]";
        }
    }
}
