package dev.readiness.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class HealthMonitorTests {

    private static final CheckSettings SHARED = CheckSettings.defaults().withShared(true);

    private final ManualTime time = new ManualTime();
    private final AtomicReference<HealthResult> db = new AtomicReference<>(HealthResult.up());
    private final AtomicInteger runs = new AtomicInteger();
    private final List<HealthChange> changes = new ArrayList<>();
    private final HealthMonitor monitor = watch(CheckSettings.defaults());

    private HealthMonitor watch(CheckSettings settings) {
        HealthMonitorBuilder builder = time.monitor();
        return started(builder.readiness("db", this::look, settings).onChange(changes::add));
    }

    /** Has begun, but looks only when the test says so. */
    private static HealthMonitor started(HealthMonitorBuilder builder) {
        return builder.build().startByHand();
    }

    private HealthResult look() {
        runs.incrementAndGet();
        return db.get();
    }

    @Test
    void readinessIsDownUntilItWasLookedAt() {
        assertThat(monitor.peek(Probe.READINESS).status()).isEqualTo(HealthStatus.DOWN);

        time.look(monitor);

        assertThat(monitor.report(Probe.READINESS).status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void aProbeNeverRunsACheck() {
        time.look(monitor);
        int before = runs.get();
        time.advance(Duration.ofHours(1));

        for (int i = 0; i < 1_000; i++) {
            monitor.report(Probe.READINESS);
        }

        assertThat(runs).hasValue(before);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void isDownAfterThreeFailuresInARowAndUpAfterTwoSuccesses() {
        time.look(monitor);
        db.set(HealthResult.down("no answer"));
        time.pass(monitor, Duration.ofSeconds(25));
        assertThat(monitor.report(Probe.READINESS).status()).isEqualTo(HealthStatus.UP);
        time.pass(monitor, Duration.ofSeconds(5));
        assertThat(monitor.report(Probe.READINESS).status()).isEqualTo(HealthStatus.DOWN);

        db.set(HealthResult.up());
        time.pass(monitor, Duration.ofSeconds(30));
        assertThat(monitor.report(Probe.READINESS).status()).isEqualTo(HealthStatus.DOWN);
        time.pass(monitor, Duration.ofSeconds(10));
        assertThat(monitor.report(Probe.READINESS).status()).isEqualTo(HealthStatus.UP);

        assertThat(changes)
                .extracting(change -> change.after().status())
                .containsExactly(HealthStatus.UP, HealthStatus.DOWN, HealthStatus.UP);
    }

    @Test
    void looksLessOftenWhileDown() {
        db.set(HealthResult.down("no answer"));
        time.look(monitor);
        runs.set(0);

        time.pass(monitor, Duration.ofSeconds(90));

        assertThat(runs).hasValue(3);
    }

    @Test
    void aSharedDependencyThatIsDownShowsAndDegradesButTakesNobodyOut() {
        HealthMonitor shared = watch(SHARED);
        db.set(HealthResult.down("no answer"));
        time.look(shared);

        HealthReport report = shared.report(Probe.READINESS);

        assertThat(report.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(report.isPositive()).isTrue();
        assertThat(Objects.requireNonNull(report.checks().get("db")).status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void aSharedDependencyTakesReadinessDownWhereTheUserSaysSo() {
        HealthMonitor shared =
                started(time.monitor().sharedAffectsReadiness(true).readiness("db", this::look, SHARED));
        db.set(HealthResult.down("no answer"));
        time.look(shared);

        assertThat(shared.report(Probe.READINESS).status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void impactSaysWhatAFailureMeans() {
        for (Impact impact : Impact.values()) {
            HealthMonitor one = watch(CheckSettings.defaults().withImpact(impact));
            db.set(HealthResult.down("no answer"));
            time.look(one);
            HealthStatus expected = switch (impact) {
                case CRITICAL -> HealthStatus.DOWN;
                case DEGRADED -> HealthStatus.DEGRADED;
                case INFORMATIONAL -> HealthStatus.UP;
            };
            assertThat(one.report(Probe.READINESS).status()).as(impact.name()).isEqualTo(expected);
        }
    }

    @Test
    void aRunThatTakesTooLongIsAFailureAtOnceAndIsNotStartedAgain() {
        time.look(monitor);
        time.advance(Duration.ofSeconds(10));
        monitor.lookAround();
        assertThat(time.waiting()).isEqualTo(1);

        for (int i = 0; i < 100; i++) {
            time.advance(Duration.ofSeconds(1));
            monitor.lookAround();
        }

        CheckState state = Objects.requireNonNull(monitor.states().get("db"));
        assertThat(time.waiting()).as("runs under way").isEqualTo(1);
        assertThat(state.hung()).isTrue();
        assertThat(state.timeouts()).isEqualTo(1);
        assertThat(state.skipped()).isGreaterThanOrEqualTo(3);
        assertThat(state.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(state.stale()).isFalse();
    }

    @Test
    void aRunThatReturnsTooLateDoesNotCountAndTheNextOneDoes() {
        aRunThatTakesTooLongIsAFailureAtOnceAndIsNotStartedAgain();

        time.runAll();
        assertThat(monitor.states().get("db").hung()).isFalse();
        assertThat(monitor.states().get("db").status()).isEqualTo(HealthStatus.DOWN);

        time.pass(monitor, Duration.ofSeconds(60));
        assertThat(monitor.states().get("db").status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void aResultThatIsTooOldIsNoLongerBelieved() {
        time.look(monitor);
        time.advance(Duration.ofSeconds(121));

        assertThat(monitor.states().get("db").status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(monitor.report(Probe.READINESS).status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void livenessIsPatientWithAResultThatIsTooOld() {
        HealthMonitor alive = started(time.monitor().liveness("threads", HealthResult::up));
        assertThat(alive.report(Probe.LIVENESS).isPositive())
                .as("before the first look")
                .isTrue();
        time.look(alive);
        time.advance(Duration.ofMinutes(19));
        assertThat(alive.report(Probe.LIVENESS).isPositive()).isTrue();

        time.advance(Duration.ofMinutes(2));

        assertThat(alive.report(Probe.LIVENESS).isPositive()).isFalse();
    }

    @Test
    void aClockThatJumpsChangesNothing() {
        time.look(monitor);
        time.setClock(Instant.parse("1999-01-01T00:00:00Z"));
        time.pass(monitor, Duration.ofSeconds(20));
        time.setClock(Instant.parse("2099-01-01T00:00:00Z"));
        time.pass(monitor, Duration.ofSeconds(20));

        assertThat(runs).hasValue(5);
        assertThat(monitor.report(Probe.READINESS).status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void anErrorANullAndASecretAreContained() {
        HealthMonitor bad = started(time.monitor()
                .mask(text -> text.replace("hunter2-test-value", "[masked]"))
                .readiness("error", () -> {
                    throw new NoClassDefFoundError("org/postgresql/Driver password=test-value");
                })
                .readiness("null", () -> null)
                .readiness(
                        "secret",
                        () -> HealthResult.down("jdbc:postgresql://app:test-value@db/x")
                                .with("apiKey", "test-value")
                                .with("url", "http://x/?a=1&token=test-value&b=2")
                                .with("known", "it is hunter2-test-value")
                                .with("forged", "a\r\nb")
                                .with("long", "x".repeat(10_000)))
                .readiness("fine", HealthResult::up));
        time.look(bad);

        HealthReport report = bad.report(Probe.READINESS);

        assertThat(report.checks().get("error").latest())
                .isEqualTo(HealthResult.down("java.lang.NoClassDefFoundError"));
        assertThat(report.checks().get("null").latest()).isEqualTo(HealthResult.down("the check returned null"));
        assertThat(report.checks().get("secret").latest().details())
                .containsEntry("reason", "jdbc:postgresql://[redacted]@db/x")
                .containsEntry("apiKey", "[redacted]")
                .containsEntry("url", "http://x/?a=1&token=[redacted]&b=2")
                .containsEntry("known", "it is [masked]")
                .containsEntry("forged", "a b");
        assertThat(report.checks().get("secret").latest().details().get("long")).hasSizeLessThan(400);
        assertThat(report.toString()).doesNotContain("test-value").doesNotContain("hunter2");
        assertThat(report.checks().get("fine").status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void aListenerThatThrowsChangesNothing() {
        HealthMonitor told = started(time.monitor()
                .readiness("db", this::look)
                .onChange(change -> {
                    throw new StackOverflowError("of a test");
                })
                .onChange(changes::add));
        time.look(told);

        assertThat(told.report(Probe.READINESS).status()).isEqualTo(HealthStatus.UP);
        assertThat(changes).hasSize(1);
    }

    @Test
    void eachChangeIsInTheLogOnceAndWithoutSecrets() {
        Logger logger = (Logger) LoggerFactory.getLogger(HealthMonitor.class);
        Level before = logger.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
        try {
            time.look(monitor);
            db.set(HealthResult.down("password=test-value\nforged line"));
            time.pass(monitor, Duration.ofMinutes(10));
            db.set(HealthResult.up());
            time.pass(monitor, Duration.ofMinutes(10));
        } finally {
            logger.detachAppender(log);
            logger.setLevel(before);
        }

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Health check 'db' is DOWN after 3 failures in a row: {reason=password=[redacted] forged line}",
                        "Health check 'db' is UP again");
    }

    @Test
    void startupStaysUpAndIsNotLookedAtAgain() {
        db.set(HealthResult.down("migrating"));
        HealthMonitor starting = started(time.monitor().startup("migration", this::look));
        time.look(starting);
        assertThat(starting.report(Probe.STARTUP).isPositive()).isFalse();
        assertThat(starting.report(Probe.READINESS).reason()).isEqualTo("starting");

        db.set(HealthResult.up());
        time.pass(starting, Duration.ofSeconds(60));
        int before = runs.get();
        db.set(HealthResult.down("later"));
        time.pass(starting, Duration.ofHours(1));

        assertThat(starting.report(Probe.STARTUP).isPositive()).isTrue();
        assertThat(starting.report(Probe.READINESS).isPositive()).isTrue();
        assertThat(runs).hasValue(before);
    }

    @Test
    void refusingTrafficMakesReadinessDownAndNothingElse() {
        time.look(monitor);
        monitor.refuseTraffic("draining");
        monitor.peek(Probe.READINESS);
        assertThat(monitor.refusalsRead()).isZero();

        assertThat(monitor.report(Probe.READINESS).reason()).isEqualTo("draining");
        assertThat(monitor.report(Probe.LIVENESS).isPositive()).isTrue();
        assertThat(monitor.refusalsRead()).isEqualTo(1);

        monitor.acceptTraffic();
        assertThat(monitor.report(Probe.READINESS).isPositive()).isTrue();
    }

    @Test
    void looksByItselfAndAHungCheckCostsOneThread() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger inside = new AtomicInteger();
        CheckSettings often =
                CheckSettings.defaults().withTimeout(Duration.ofMillis(20)).withPeriod(Duration.ofMillis(10));
        try (HealthMonitor real = HealthMonitor.builder()
                .defaults(often)
                .readiness("hangs", () -> {
                    inside.incrementAndGet();
                    end.await();
                    return HealthResult.up();
                })
                .readiness("works", HealthResult::up)
                .build()
                .start()) {
            await().until(() -> real.states().get("hangs").skipped() > 5
                    && real.states().get("works").runs() > 5);

            assertThat(real.awaitFirstResults(Duration.ZERO)).isTrue();
            assertThat(inside).hasValue(1);
            assertThat(real.states().get("works").status()).isEqualTo(HealthStatus.UP);
            end.countDown();
            await().until(() -> real.states().get("hangs").status() == HealthStatus.UP);
        }
    }
}
