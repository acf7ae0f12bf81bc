package dev.readiness.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.Encoder;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.KeyValuePair;

/**
 * The figures of {@code docs/benchmarks.md}: {@code mvn -Dquick -DskipTests=false -pl readiness-core test -Dtest=SecretFigures}.
 * It asserts that no event leaks and no swap is missed; speeds are those of the machine and are printed only.
 */
class SecretFigures {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final List<String> VALUES = IntStream.range(0, 50)
            .mapToObj(i -> "test-" + i + "-/k\"7&"
                    + new Random(i)
                            .ints(12 + i % 20, 'a', 'z')
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append))
            .toList();

    private final Random random = new Random(42);

    @TempDir
    Path folder;

    @Test
    void masking() {
        SecretMask mask = SecretMask.of(VALUES.stream().map(Secret::of).toList());
        byte[] line =
                ("2026-11-27T02:00:00.000Z INFO [http-nio-8080-exec-4] d.r.clinic.AppointmentController: appointment"
                                + " 4711 of patient 0815 was moved to room 12, status=CONFIRMED, duration=31 ms,"
                                + " trace=4bf92f3577b34da6a3ce929d0e0e4736\n")
                        .getBytes(StandardCharsets.UTF_8);
        int lines = 400_000;
        double best = 0;
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long bytesBefore =
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            long before = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < lines; i++) {
                if (mask.mask(line) != line) {
                    throw new AssertionError("a clean line was copied");
                }
            }
            long nanos = THREADS.getCurrentThreadCpuTime() - before;
            best = Math.max(best, (double) lines * line.length * 1_000 / nanos);
            allocated = Math.min(
                    allocated,
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytesBefore);
        }
        System.out.printf(
                "masking, %d secrets: %.0f MB/s of processor time, ten lines of a request %.1f us, %d bytes for %d"
                        + " clean lines%n",
                VALUES.size(), best, 10 * line.length / best, allocated, lines);
    }

    @Test
    void leakScanOfCleanText() {
        byte[] text = "The doctor moved the appointment to another room, and the patient was told by letter.\n"
                .repeat(100_000)
                .getBytes(StandardCharsets.UTF_8);
        String asText = new String(text, StandardCharsets.UTF_8);
        double best = 0;
        for (int round = 0; round < 5; round++) {
            long before = THREADS.getCurrentThreadCpuTime();
            assertThat(LeakScan.create().text("notes.yml", asText)).isEmpty();
            best = Math.max(best, text.length * 1_000.0 / (THREADS.getCurrentThreadCpuTime() - before));
        }
        System.out.printf("leak scan of clean text: %.0f MB/s of processor time%n", best);
    }

    /** A secret in a random form at a random place of a random part of the event, for each encoder in turn. */
    @Test
    void fuzzedEvents() {
        LoadedSecrets.add(VALUES.stream().map(Secret::of).toList());
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        Logger logger = context.getLogger("clinic");
        List<Encoder<ILoggingEvent>> encoders = encoders(context);
        int events = Integer.getInteger("figures.events", 1_000_000);
        int leaks = 0;
        int hidden = 0;
        for (int i = 0; i < events; i++) {
            String value = VALUES.get(random.nextInt(VALUES.size()));
            String[] form = form(value);
            String text = noise() + form[0] + noise();
            String written =
                    new String(encoders.get(i % encoders.size()).encode(event(logger, text)), StandardCharsets.UTF_8);
            if (written.replace("\\", "").contains(form[1])) { // as JSON escapes it, too
                leaks++;
            }
            hidden += written.contains(SecretMask.MASK) ? 1 : 0;
        }
        System.out.printf("fuzzed events: %d, masked %d, leaks %d%n", events, hidden, leaks);
        assertThat(leaks).isZero();
        assertThat(hidden).isEqualTo(events);
    }

    private static List<Encoder<ILoggingEvent>> encoders(LoggerContext context) {
        JsonEncoder json = new JsonEncoder();
        json.setContext(context);
        json.setWithFormattedMessage(true);
        List<Encoder<ILoggingEvent>> all = new ArrayList<>(List.of(json));
        for (String pattern : List.of(
                "%d %-5level [%t] %X %kvp %logger{20}: %msg%n%ex",
                "%replace(%msg){'\t',' '} %mdc{user} %kvp{NONE}%n%rEx",
                "%-200.800(%msg %X %kvp)%n%xEx{full}",
                "%highlight(%msg) %cyan(%X) %kvp%n")) {
            PatternLayoutEncoder encoder = new PatternLayoutEncoder();
            encoder.setContext(context);
            encoder.setPattern(pattern);
            all.add(encoder);
        }
        return all.stream()
                .<Encoder<ILoggingEvent>>map(MaskingEncoder::new)
                .peek(Encoder::start)
                .toList();
    }

    private LoggingEvent event(Logger logger, String text) {
        LoggingEvent event = new LoggingEvent(
                "fqcn",
                logger,
                Level.INFO,
                random.nextBoolean() ? "moved {}" : text + " {}",
                random.nextInt(20) == 0 ? new IllegalStateException(text, new IOException(text)) : null,
                new Object[] {text});
        event.setMDCPropertyMap(random.nextBoolean() ? Map.of("user", text) : Map.of());
        if (random.nextBoolean()) {
            event.addKeyValuePair(new KeyValuePair("key", text));
        }
        return event;
    }

    /** Returns a form of {@code value} and that part of it which depends on nothing else. */
    private String[] form(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(4)) {
            case 0 -> {
                String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
                yield new String[] {url, url};
            }
            case 1, 2 -> {
                int before = random.nextInt(6);
                byte[] whole = Arrays.copyOf(
                        "user:abc".substring(0, before).getBytes(StandardCharsets.UTF_8), before + bytes.length);
                System.arraycopy(bytes, 0, whole, before, bytes.length);
                String base64 = Base64.getEncoder().encodeToString(whole);
                yield new String[] {base64, base64.substring((before * 8 + 5) / 6, whole.length * 8 / 6)};
            }
            default -> new String[] {value, value};
        };
    }

    private String noise() {
        return random.ints(random.nextInt(30), ' ', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .append(' ')
                .toString()
                .replace("{", "(")
                .replace("\\", "/");
    }

    @Test
    void swapsOfAVolume() throws Exception {
        swap(0);
        Files.createSymbolicLink(folder.resolve("DB_PASSWORD"), Path.of("..data", "DB_PASSWORD"));
        int swaps = Integer.getInteger("figures.swaps", 1_000);
        long[] millis = new long[swaps];
        try (SecretRotation rotation =
                SecretRotation.of(List.of(SecretSource.directory(folder)), Duration.ofSeconds(1), "DB_PASSWORD")) {
            rotation.start();
            RotatingSecret secret = rotation.secret("DB_PASSWORD");
            for (int i = 1; i <= swaps; i++) {
                long before = System.nanoTime();
                swap(i);
                Secret expected = Secret.of("test-value-" + i);
                while (!secret.current().equals(expected)) {
                    assertThat(System.nanoTime() - before).as("swap " + i).isLessThan(10_000_000_000L);
                    Thread.onSpinWait();
                    Thread.yield();
                }
                millis[i - 1] = (System.nanoTime() - before) / 1_000_000;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "swaps seen: %d of %d, p50 %d ms, p99 %d ms, slowest %d ms%n",
                swaps, swaps, millis[swaps / 2], millis[swaps * 99 / 100], millis[swaps - 1]);
    }

    /** As Kubernetes does: a new directory, a link to it that replaces the old link, and the old directory goes. */
    private void swap(int number) throws IOException {
        Path data = Files.createDirectory(folder.resolve("..v" + number));
        Files.writeString(data.resolve("DB_PASSWORD"), "test-value-" + number);
        Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), data.getFileName());
        Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (number > 0) {
            Path old = folder.resolve("..v" + (number - 1));
            Files.delete(old.resolve("DB_PASSWORD"));
            Files.delete(old);
        }
    }
}
