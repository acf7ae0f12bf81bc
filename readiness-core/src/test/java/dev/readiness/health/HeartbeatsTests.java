package dev.readiness.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatsTests {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualTime time = new ManualTime();

    @TempDir
    Path directory;

    @Test
    void aJobIsDownWhenItsLastSuccessIsTooLongAgo() throws Exception {
        Heartbeats jobs = Heartbeats.inMemory(time);
        HealthCheck backup = jobs.expect("backup", DAY, HOUR);
        time.advance(DAY.plus(HOUR));
        assertThat(backup.check().status()).isEqualTo(HealthStatus.UP);

        time.advance(Duration.ofSeconds(1));
        assertThat(backup.check().details()).containsEntry("reason", "no success for PT25H1S");

        jobs.succeeded("backup");
        assertThat(backup.check().status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void aRestartDoesNotBeginTheWaitAnew() throws Exception {
        Path file = directory.resolve("state/heartbeats.properties");
        Heartbeats before = Heartbeats.in(file, time);
        before.expect("backup", DAY, HOUR);
        before.succeeded("backup");
        time.advance(DAY.plus(HOUR).plusSeconds(1));

        HealthCheck backup = Heartbeats.in(file, time).expect("backup", DAY, HOUR);

        assertThat(backup.check().status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void aJobThatNeverRanIsMissedAcrossRestarts() throws Exception {
        Path file = directory.resolve("heartbeats.properties");
        Heartbeats.in(file, time).expect("backup", DAY, HOUR);
        time.advance(DAY.plus(HOUR).plusSeconds(1));

        assertThat(Heartbeats.in(file, time).expect("backup", DAY, HOUR).check().status())
                .isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void aClockThatWentBackIsNoAge() throws Exception {
        Heartbeats jobs = Heartbeats.inMemory(time);
        HealthCheck backup = jobs.expect("backup", DAY, HOUR);
        time.setClock(ManualTime.START.minus(DAY));

        assertThat(jobs.age("backup")).isZero();
        assertThat(backup.check().status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void namesWhatIsWrong() throws Exception {
        Heartbeats jobs = Heartbeats.inMemory(time);
        jobs.expect("backup", DAY, HOUR);
        Path broken = Files.writeString(directory.resolve("broken.properties"), "backup=yesterday");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> jobs.succeeded("bakcup"))
                .withMessage("Nobody expects the job 'bakcup'; expected are [backup]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Heartbeats.in(broken, time))
                .withMessageContaining("'backup'");
        assertThatIllegalArgumentException().isThrownBy(() -> jobs.expect("x", Duration.ZERO, HOUR));
    }
}
