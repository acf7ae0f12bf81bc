package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTests {

    @Test
    void writesThatArriveDuringAForceShareTheNext() throws Exception {
        CountDownLatch firstForce = new CountDownLatch(1);
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        GroupCommit commit = new GroupCommit(bytes -> {
            sizes.add(bytes.length);
            awaitLatch(firstForce);
        });
        ExecutorService threads = Executors.newFixedThreadPool(9);
        try {
            CompletableFuture<?> first = writeOneByte(commit, threads);
            await().until(() -> sizes.size() == 1);
            List<CompletableFuture<?>> others = IntStream.range(0, 8)
                    .<CompletableFuture<?>>mapToObj(number -> writeOneByte(commit, threads))
                    .toList();
            await().until(() -> commit.waitingBytes() == 8);
            assertThat(others).noneMatch(CompletableFuture::isDone);

            firstForce.countDown();
            first.join();
            others.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }
        assertThat(sizes).containsExactly(1, 8);
    }

    @Test
    void refusesEveryWriteAfterAForceFailed() {
        List<String> written = new CopyOnWriteArrayList<>();
        GroupCommit commit = new GroupCommit(bytes -> {
            written.add(new String(bytes, StandardCharsets.US_ASCII));
            throw new IOException("disk gone");
        });

        assertThatExceptionOfType(AuditStoreException.class)
                .isThrownBy(() -> commit.write(new byte[] {'a'}))
                .withRootCauseInstanceOf(IOException.class);
        assertThatExceptionOfType(AuditStoreException.class).isThrownBy(() -> commit.write(new byte[] {'b'}));
        assertThat(written).containsExactly("a");
    }

    private static CompletableFuture<?> writeOneByte(GroupCommit commit, ExecutorService threads) {
        return CompletableFuture.runAsync(() -> commit.write(new byte[] {'x'}), threads);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
