package dev.readiness.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HealthNotifierTests {

    private static final Duration QUIET = Duration.ofMinutes(2);
    private static final CheckSettings FAST = CheckSettings.defaults()
            .withThresholds(1, 1)
            .withPeriods(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMinutes(5));

    private final ManualTime time = new ManualTime();
    private final AtomicReference<HealthResult> db = new AtomicReference<>(HealthResult.up());
    private final List<Notification> heard = new ArrayList<>();
    private final AtomicBoolean dead = new AtomicBoolean();

    private HealthNotifier notifier = notifier("node-1", this::hear);
    private HealthMonitor monitor = monitor(FAST);

    private void hear(Notification notification) throws IOException {
        if (dead.get()) {
            throw new IOException("hooks.example did not answer");
        }
        heard.add(notification);
    }

    private HealthNotifier notifier(String instance, NotificationChannel channel) {
        return HealthNotifier.byHand("clinic", instance, QUIET, List.of(channel), time);
    }

    private HealthMonitor monitor(CheckSettings settings) {
        return time.monitor()
                .readiness("db", db::get, settings)
                .onChange(notifier)
                .build()
                .startByHand();
    }

    private void pass(Duration duration) {
        for (long i = 0; i < duration.toSeconds(); i++) {
            time.pass(monitor, Duration.ofSeconds(1));
            notifier.lookAround();
            notifier.sendDue();
        }
    }

    @Test
    void nothingIsToldOfAStartThatGoesWell() {
        pass(Duration.ofMinutes(5));

        assertThat(heard).isEmpty();
    }

    @Test
    void aProblemIsToldOnceAndItsEndOnce() {
        pass(Duration.ofSeconds(5));
        db.set(HealthResult.down("no answer"));
        pass(Duration.ofMinutes(10));
        db.set(HealthResult.up());
        pass(Duration.ofMinutes(10));

        assertThat(heard)
                .extracting(Notification::action)
                .containsExactly(Notification.Action.TRIGGER, Notification.Action.RESOLVE);
        assertThat(heard).extracting(Notification::key).containsOnly("clinic/node-1/db");
        assertThat(heard.get(0).summary()).isEqualTo("clinic: db is DOWN (no answer) on node-1");
        assertThat(heard.get(0).severity()).isEqualTo(Notification.Severity.CRITICAL);
    }

    @Test
    void aThousandFlapsAreOneProblem() {
        for (int i = 0; i < 1_000; i++) {
            db.set(HealthResult.down("no answer"));
            pass(Duration.ofSeconds(1));
            db.set(HealthResult.up());
            pass(Duration.ofSeconds(1));
        }
        pass(QUIET.plusSeconds(5));

        assertThat(heard)
                .extracting(Notification::action)
                .containsExactly(Notification.Action.TRIGGER, Notification.Action.RESOLVE);
    }

    @Test
    void aProblemThatComesBackSoonIsNotOver() {
        db.set(HealthResult.down("no answer"));
        pass(Duration.ofMinutes(1));
        db.set(HealthResult.up());
        pass(Duration.ofSeconds(30));
        db.set(HealthResult.down("no answer"));
        pass(QUIET.multipliedBy(3));

        assertThat(heard).extracting(Notification::action).containsExactly(Notification.Action.TRIGGER);
    }

    @Test
    void whatAllInstancesShareIsOneProblemForAllOfThem() {
        for (String instance : List.of("node-1", "node-2")) {
            notifier = notifier(instance, this::hear);
            monitor = monitor(FAST.withShared(true));
            db.set(HealthResult.down("no answer"));
            pass(Duration.ofSeconds(2));
        }

        assertThat(heard).extracting(Notification::key).containsExactly("clinic/db", "clinic/db");
    }

    @Test
    void nothingIsLostWhileTheReceiverIsAwayForTenMinutes() {
        dead.set(true);
        db.set(HealthResult.down("no answer"));
        pass(Duration.ofMinutes(5));
        db.set(HealthResult.up());
        pass(Duration.ofMinutes(5));
        assertThat(heard).isEmpty();
        assertThat(notifier.waiting()).isEqualTo(2);

        dead.set(false);
        pass(Duration.ofSeconds(31));

        assertThat(heard)
                .extracting(Notification::action)
                .containsExactly(Notification.Action.TRIGGER, Notification.Action.RESOLVE);
        assertThat(notifier.lost()).isZero();
    }

    @Test
    void whatNobodyTakesForHalfAnHourIsGivenUpAndCounted() {
        dead.set(true);
        db.set(HealthResult.down("no answer"));
        pass(Duration.ofMinutes(31));

        assertThat(notifier.waiting()).isZero();
        assertThat(notifier.lost()).isEqualTo(1);
        assertThat(monitor.states().get("db").status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void whatIsRefusedForGoodIsNotSentAgain() {
        List<Notification> tried = new ArrayList<>();
        notifier = notifier("node-1", notification -> {
            tried.add(notification);
            throw new UndeliverableNotificationException("hooks.example answered 404");
        });
        monitor = monitor(FAST);
        db.set(HealthResult.down("no answer"));
        pass(Duration.ofMinutes(5));

        assertThat(tried).hasSize(1);
        assertThat(notifier.lost()).isEqualTo(1);
    }

    @Test
    void whoWantsItHearsAgainWhileTheProblemLasts() {
        notifier = notifier("node-1", new NotificationChannel() {

            @Override
            public void send(Notification notification) {
                heard.add(notification);
            }

            @Override
            public Duration repeatEvery() {
                return Duration.ofMinutes(1);
            }
        });
        monitor = monitor(FAST);
        db.set(HealthResult.down("no answer"));
        pass(Duration.ofSeconds(200));

        assertThat(heard).hasSize(4);
        assertThat(heard.get(3).at()).isEqualTo(heard.get(0).at().plusSeconds(180));
    }

    @Test
    void aChannelThatHangsHoldsUpNeitherHealthNorOtherChannels() {
        CountDownLatch end = new CountDownLatch(1);
        List<Notification> other = java.util.Collections.synchronizedList(new ArrayList<>());
        NotificationChannel hangs = notification -> end.await();
        try (HealthNotifier real = HealthNotifier.of("clinic", "node-1", Duration.ZERO, List.of(hangs, other::add));
                HealthMonitor watched = HealthMonitor.builder()
                        .defaults(CheckSettings.defaults()
                                .withThresholds(1, 1)
                                .withPeriods(Duration.ofMillis(10), Duration.ofMillis(10), Duration.ofMinutes(1)))
                        .readiness("db", db::get)
                        .onChange(real)
                        .build()
                        .start()) {
            db.set(HealthResult.down("no answer"));
            await().until(() -> other.size() == 1);
            db.set(HealthResult.up());
            await().until(() -> other.size() == 2);

            assertThat(watched.report(Probe.READINESS).isPositive()).isTrue();
            assertThat(real.waiting()).isEqualTo(2);
        } finally {
            end.countDown();
        }
    }
}
