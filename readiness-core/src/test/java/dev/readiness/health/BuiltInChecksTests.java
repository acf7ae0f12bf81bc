package dev.readiness.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltInChecksTests {

    private static final Duration WARNING = Duration.ofDays(30);

    private final ManualTime time = new ManualTime();

    @TempDir
    Path directory;

    @Test
    void aPoolIsDegradedOnlyWhileSomebodyWaits() throws Exception {
        assertThat(HealthCheck.pool(() -> 10, () -> 10, () -> 0).check().status())
                .isEqualTo(HealthStatus.UP);

        HealthResult exhausted = HealthCheck.pool(() -> 10, () -> 10, () -> 3).check();

        assertThat(exhausted.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(exhausted.details()).containsEntry("reason", "all are in use and 3 callers wait");
    }

    @Test
    void aDiskIsJudgedByItsUsableSpace() throws Exception {
        long free = Files.getFileStore(directory).getUsableSpace();

        assertThat(HealthCheck.disk(directory, 1).check().status()).isEqualTo(HealthStatus.UP);
        assertThat(HealthCheck.disk(directory, free / 4 * 3).check().status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(HealthCheck.disk(directory, Long.MAX_VALUE).check().status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void aDiskThatIsNotThereIsAnError() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(HealthCheck.disk(directory.resolve("missing"), 1)::check);
    }

    @Test
    void memoryIsJudgedByWhatACollectionLeft() throws Exception {
        byte[] kept = new byte[1_000_000];
        System.gc();

        assertThat(HealthCheck.memory(1).check().status()).isEqualTo(HealthStatus.UP);
        assertThat(HealthCheck.memory(1e-9).check().status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(kept).hasSize(1_000_000);
        assertThatIllegalArgumentException().isThrownBy(() -> HealthCheck.memory(0));
    }

    @Test
    void threadsThatWaitForEachOtherAreFound() throws Exception {
        HealthCheck check = HealthCheck.deadlocks();
        assertThat(check.check().status()).isEqualTo(HealthStatus.UP);
        ReentrantLock one = new ReentrantLock();
        ReentrantLock other = new ReentrantLock();
        CyclicBarrier both = new CyclicBarrier(2);
        Thread first = locker("first-of-the-deadlock", one, other, both);
        Thread second = locker("second-of-the-deadlock", other, one, both);
        try {
            await().until(() -> check.check().status() == HealthStatus.DOWN);
            assertThat(check.check().details().get("threads")).contains("first-of-the-deadlock");
        } finally {
            first.interrupt();
            second.interrupt();
            first.join();
            second.join();
        }
        assertThat(check.check().status()).isEqualTo(HealthStatus.UP);
    }

    private static Thread locker(String name, ReentrantLock mine, ReentrantLock yours, CyclicBarrier both) {
        Thread thread = new Thread(
                () -> {
                    mine.lock();
                    try {
                        both.await();
                        yours.lockInterruptibly();
                    } catch (Exception ex) {
                        // The end of the test.
                    } finally {
                        mine.unlock();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void aClockThatWasSetIsSeenForAnHour() throws Exception {
        HealthCheck check = new ClockHealthCheck(time, time, Duration.ofSeconds(5), ManualTime.START);
        time.advance(Duration.ofMinutes(10));
        assertThat(check.check().status()).isEqualTo(HealthStatus.UP);

        time.setClock(time.instant().plusSeconds(6));
        assertThat(check.check().details()).containsEntry("jump", "PT6S");

        time.advance(Duration.ofHours(1));
        check.check();
        time.advance(Duration.ofSeconds(1));
        assertThat(check.check().status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void aClockBeforeTheBuildIsDown() throws Exception {
        HealthCheck check = new ClockHealthCheck(time, time, Duration.ofDays(99_999), ManualTime.START);

        time.setClock(Instant.EPOCH);

        assertThat(check.check().status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void certificatesOfAKeyStoreAndOfAFileAreJudgedByTheirEnd() throws Exception {
        Path store = keyStore();
        Instant end =
                Instant.parse(HealthCheck.keyStore(store, () -> "changeit-test".toCharArray(), WARNING, Instant::now)
                        .check()
                        .details()
                        .get("ends"));
        HealthCheck inStore = HealthCheck.keyStore(store, () -> "changeit-test".toCharArray(), WARNING, time);
        HealthCheck inFile = HealthCheck.certificates(pem(store), WARNING, time);

        for (HealthCheck check : new HealthCheck[] {inStore, inFile}) {
            time.setClock(end.minus(Duration.ofDays(31)));
            assertThat(check.check().status()).isEqualTo(HealthStatus.UP);
            time.setClock(end.minus(Duration.ofDays(3)));
            assertThat(check.check().details()).containsEntry("reason", "a certificate ends in 3 days");
            time.setClock(end);
            assertThat(check.check().status()).isEqualTo(HealthStatus.DOWN);
            time.setClock(end.minus(Duration.ofDays(9_999)));
            assertThat(check.check().details()).containsEntry("reason", "a certificate is not valid yet");
        }
    }

    @Test
    void aFileWithoutACertificateIsDown() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");

        assertThat(HealthCheck.certificates(empty, WARNING, time).check())
                .isEqualTo(HealthResult.down("there is no certificate"));
    }

    @Test
    void recentCallsAreJudgedByTheirFailures() {
        RecentCalls calls = RecentCalls.within(Duration.ofMinutes(1), time);
        for (int i = 0; i < 4; i++) {
            calls.failed();
        }
        assertThat(calls.check().status()).as("too few to tell").isEqualTo(HealthStatus.UP);

        calls.failed();
        assertThat(calls.check().details()).containsEntry("reason", "5 of the last 5 calls failed");
        for (int i = 0; i < 15; i++) {
            calls.succeeded();
        }
        assertThat(calls.check().status()).isEqualTo(HealthStatus.DEGRADED);

        time.advance(Duration.ofMinutes(2));
        assertThat(calls.check().status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void aCallIsMadeAndRecorded() {
        RecentCalls calls = RecentCalls.within(Duration.ofMinutes(1), time);
        for (int i = 0; i < 5; i++) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> calls.call(() -> {
                        throw new IllegalArgumentException("of a test");
                    }));
        }
        assertThat(calls.check().status()).isEqualTo(HealthStatus.DOWN);

        for (int i = 0; i < 200; i++) {
            assertThat(calls.<String, RuntimeException>call(() -> "sent")).isEqualTo("sent");
        }
        assertThat(calls.check().details()).containsEntry("calls", "100");
        assertThat(calls.check().status()).isEqualTo(HealthStatus.UP);
    }

    /** Has the JDK's own tool make a key and a certificate that is valid for 90 days. */
    private Path keyStore() throws IOException, InterruptedException {
        Path store = directory.resolve("store.p12");
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=test.example", "-validity", "90", "-keystore", store);
        return store;
    }

    private Path pem(Path store) throws Exception {
        java.security.KeyStore keys = java.security.KeyStore.getInstance(store.toFile(), "changeit-test".toCharArray());
        byte[] encoded = keys.getCertificate("mykey").getEncoded();
        String text = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(encoded)
                + "\n-----END CERTIFICATE-----\n";
        return Files.writeString(directory.resolve("certificate.pem"), text);
    }

    private static void keytool(Object... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 3];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        command[1] = "-storepass";
        command[2] = "changeit-test";
        for (int i = 0; i < arguments.length; i++) {
            command[i + 3] = arguments[i].toString();
        }
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }
}
