package dev.readiness.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told that a secret is read. The values are made up and open nothing. */
class SecretAccessesTests {

    private final AtomicLong now = new AtomicLong();
    private final SecretAccesses accesses = new SecretAccesses(now::get);
    private final List<String> told = new ArrayList<>();
    private final SecretAccessListener listener =
            (name, source, access) -> told.add(access + " " + name + " " + source);

    @TempDir
    Path folder;

    @Test
    void oneReadingAMinuteIsPassedOnForEachSecret() {
        accesses.follow(listener);
        accesses.read("A", "here");
        accesses.read("A", "here");
        accesses.read("B", "here");
        now.addAndGet(Duration.ofSeconds(59).toNanos());
        accesses.read("A", "here");
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        accesses.read("A", "here");

        assertThat(told).containsExactly("READ A here", "READ B here", "READ A here");
    }

    @Test
    void eachChangeIsPassedOn() {
        accesses.follow(listener);
        accesses.changed("A", "here");
        accesses.changed("A", "here");

        assertThat(told).containsExactly("CHANGED A here", "CHANGED A here");
    }

    @Test
    void whatHappensBeforeThereIsAListenerWaitsForIt() {
        accesses.read("A", "here");
        accesses.changed("A", "here");
        assertThat(told).isEmpty();

        accesses.follow(listener);

        assertThat(told).containsExactly("READ A here", "CHANGED A here");
    }

    @Test
    void noMoreIsKeptThanIsSaid() {
        for (int i = 0; i < 3 * SecretAccesses.MOST; i++) {
            accesses.read("A" + i, "here");
        }
        accesses.follow(listener);

        assertThat(told).hasSize(SecretAccesses.MOST);
    }

    @Test
    void whatAListenerReadsItselfIsNotPassedOn() {
        accesses.follow((name, source, access) -> {
            told.add(name);
            accesses.read("PASSWORD_OF_THE_LISTENER", "here");
        });
        accesses.read("A", "here");

        assertThat(told).containsExactly("A");
    }

    @Test
    void secretsThatTellSayNameAndSourceAndNothingElse() throws Exception {
        Files.writeString(folder.resolve("SMS_KEY"), "test-value-4f9c1d", StandardCharsets.UTF_8);
        SecretSource source = SecretSource.directory(folder);
        Secrets secrets = Secrets.load(List.of(source), "SMS_KEY").telling(listener);
        assertThat(told).isEmpty();

        assertThat(secrets.get("SMS_KEY").reveal()).isEqualTo("test-value-4f9c1d");

        assertThat(told).containsExactly("READ SMS_KEY " + source.name());
    }
}
