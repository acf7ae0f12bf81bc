package dev.readiness.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Swaps directories as the kubelet does. All values are made up for these tests; none opens anything. */
class SecretRotationTests {

    private static final String NAME = "DB_PASSWORD";

    /** Small by default; {@code -Dreadiness.swaps=10000} for the figure of the issue. */
    private static final int SWAPS = Integer.getInteger("readiness.swaps", 200);

    @TempDir
    Path directory;

    private SecretRotation rotation;
    private int swap;

    @AfterEach
    void close() {
        if (rotation != null) {
            rotation.close();
        }
    }

    @Test
    void followsASwapAndKeepsTheValueBefore() throws IOException {
        swapTo("test-value-1");
        watch(Duration.ofMillis(200));

        swapTo("test-value-2");

        await().untilAsserted(() -> assertThat(password().current()).isEqualTo(Secret.of("test-value-2")));
        assertThat(password().previous()).contains(Secret.of("test-value-1"));
        assertThat(password().version()).isEqualTo(2);
        assertThat(password().accepts(Secret.of("test-value-1"))).isTrue();
        assertThat(password().accepts(Secret.of("test-value-0"))).isFalse();
        assertThat(LoadedSecrets.mask().mask("test-value-1, test-value-2")).isEqualTo("[redacted], [redacted]");
    }

    @Test
    void listenersSeeAllThatChangesTogether() {
        Map<String, String> values =
                new ConcurrentHashMap<>(Map.of("DB_PASSWORD", "test-1", "DB_USERNAME", "test-user-1"));
        SecretSource source = new SecretSource() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public Optional<Secret> find(String name) {
                return Optional.ofNullable(values.get(name)).map(Secret::of);
            }
        };
        rotation = SecretRotation.of(List.of(source), Duration.ofHours(1), "DB_PASSWORD", "DB_USERNAME");
        List<String> told = new ArrayList<>();
        for (String name : rotation.names()) {
            rotation.secret(name)
                    .onChange(secret ->
                            told.add(rotation.secret("DB_USERNAME").current().reveal() + ":"
                                    + rotation.secret("DB_PASSWORD").current().reveal()));
        }
        values.putAll(Map.of("DB_PASSWORD", "test-2", "DB_USERNAME", "test-user-2"));

        rotation.check();

        assertThat(told).containsExactly("test-user-2:test-2", "test-user-2:test-2");
    }

    @Test
    void seesEverySwapThatStaysForAWhile() throws IOException {
        swapTo("test-value-0");
        watch(Duration.ofMillis(500));
        List<Secret> told = new CopyOnWriteArrayList<>();
        password().onChange(secret -> told.add(secret.current()));

        for (int i = 1; i <= 50; i++) {
            Secret expected = Secret.of("test-value-" + i);
            swapTo(expected.reveal());
            await().pollInterval(Duration.ofMillis(2)).until(() -> told.contains(expected));
        }

        assertThat(told).hasSize(50);
    }

    @Test
    void readersNeverSeeATornOrMissingValueWhileDirectoriesAreSwapped() throws Exception {
        swapTo(longValue(0));
        watch(Duration.ofMillis(1));
        SecretSource source = SecretSource.directory(directory);
        AtomicBoolean over = new AtomicBoolean();
        List<String> wrong = new CopyOnWriteArrayList<>();
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread reader = new Thread(() -> {
                while (!over.get()) {
                    if (!isWhole(password().current().reveal())
                            || !isWhole(source.find(NAME).map(Secret::reveal).orElse(""))) {
                        wrong.add("torn or missing");
                    }
                }
            });
            reader.setUncaughtExceptionHandler((thread, ex) -> wrong.add(ex.toString()));
            reader.start();
            readers.add(reader);
        }
        for (int i = 1; i <= SWAPS; i++) {
            swapTo(longValue(i));
        }
        over.set(true);
        for (Thread reader : readers) {
            reader.join();
        }

        assertThat(wrong).isEmpty();
        await().untilAsserted(() -> assertThat(password().current().reveal()).isEqualTo(longValue(SWAPS)));
    }

    @Test
    void survivesADirectoryThatIsDeletedAndMadeAnew() throws IOException {
        Path inner = Files.createDirectory(directory.resolve("inner"));
        Files.writeString(inner.resolve(NAME), "test-value-1");
        rotation = SecretRotation.of(List.of(SecretSource.directory(inner)), Duration.ofMillis(50), NAME)
                .start();
        Files.delete(inner.resolve(NAME));
        Files.delete(inner);
        await().untilAsserted(() -> assertThat(rotation.problem())
                .hasValueSatisfying(problem -> assertThat(problem)
                        .startsWith("'DB_PASSWORD' is gone from [directory")
                        .endsWith("the old value stays in force")));
        assertThat(password().current()).isEqualTo(Secret.of("test-value-1"));

        Files.createDirectory(inner);
        Files.writeString(inner.resolve(NAME), "test-value-2");

        await().untilAsserted(() -> assertThat(password().current()).isEqualTo(Secret.of("test-value-2")));
        assertThat(rotation.problem()).isEmpty();
    }

    @Test
    void survivesMoreEventsThanTheSystemKeeps() throws IOException {
        swapTo("test-value-1");
        watch(Duration.ofMillis(200));
        for (int i = 0; i < 2_000; i++) {
            Files.writeString(directory.resolve("noise-" + i), "x");
        }

        swapTo("test-value-2");

        await().untilAsserted(() -> assertThat(password().current()).isEqualTo(Secret.of("test-value-2")));
    }

    @Test
    void aValueThatCannotBeUsedLeavesTheOldOneAndIsAProblem() throws IOException {
        swapTo("test-value-1");
        watch(Duration.ofMillis(50));

        swapTo("test\u0000value-2");

        await().untilAsserted(() -> assertThat(rotation.problem())
                .hasValueSatisfying(problem -> assertThat(problem)
                        .contains("cannot give 'DB_PASSWORD': it is binary")
                        .doesNotContain("value-2")));
        assertThat(password().current()).isEqualTo(Secret.of("test-value-1"));
    }

    @Test
    void aListenerThatFailsIsToldAgainAndItsMessageIsNotShown() throws IOException {
        swapTo("test-value-1");
        rotation = SecretRotation.of(List.of(SecretSource.directory(directory)), Duration.ofHours(1), NAME);
        AtomicInteger told = new AtomicInteger();
        password().onChange(secret -> {
            if (told.incrementAndGet() == 1) {
                throw new IllegalStateException(
                        "no login with " + secret.current().reveal());
            }
        });
        swapTo("test-value-2");

        rotation.check();
        assertThat(rotation.problem())
                .hasValueSatisfying(problem -> assertThat(problem)
                        .contains("a listener failed with java.lang.IllegalStateException")
                        .doesNotContain("test-value"));
        rotation.check();

        assertThat(told).hasValue(2);
        assertThat(rotation.problem()).isEmpty();
        assertThat(rotation.changes()).isEqualTo(1);
    }

    @Test
    void knowsFilesThatAreMountsOfTheirOwn() {
        MountPoints points = new MountPoints(List.of(
                "36 35 98:0 / / rw - ext4 /dev/root rw", "98 36 0:5 /x /etc/clinic/DB_PASSWORD ro - tmpfs tmpfs ro"));

        assertThat(points.contains(Path.of("/etc/clinic/DB_PASSWORD"))).isTrue();
        assertThat(points.contains(Path.of("/etc/clinic/API_KEY"))).isFalse();
    }

    @Test
    void refusesAnIntervalOfZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretRotation.of(List.of(), Duration.ZERO, NAME))
                .withMessage("'interval' must be positive but is PT0S");
    }

    private void watch(Duration interval) {
        rotation = SecretRotation.of(List.of(SecretSource.directory(directory)), interval, NAME)
                .start();
    }

    private RotatingSecret password() {
        return rotation.secret(NAME);
    }

    /** A new directory beside the link, the link replaced in one step, the old directory removed. */
    private void swapTo(String value) throws IOException {
        Path version = Files.createDirectory(directory.resolve("..version-" + ++swap));
        Files.writeString(version.resolve(NAME), value);
        Path data = directory.resolve("..data");
        Path old = Files.exists(data) ? data.toRealPath() : null;
        Path link = Files.createSymbolicLink(directory.resolve("..data_tmp"), version.getFileName());
        Files.move(link, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (old == null) {
            Files.createSymbolicLink(directory.resolve(NAME), Path.of("..data", NAME));
        } else {
            Files.delete(old.resolve(NAME));
            Files.delete(old);
        }
    }

    private static String longValue(int number) {
        return ("test-value-" + number + ";").repeat(300);
    }

    private static boolean isWhole(String value) {
        String part = value.substring(0, value.indexOf(';') + 1);
        return !part.isEmpty() && value.equals(part.repeat(300));
    }
}
