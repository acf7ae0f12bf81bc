package dev.readiness.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

@SuppressWarnings("try") // a scope is opened to be seen elsewhere
class CorrelationTests {

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACE_PARENT = "00-" + TRACE_ID + "-00f067aa0ba902b7-01";

    @AfterEach
    void nothingStaysBehind() {
        assertThat(Correlation.current()).isEmpty();
        MDC.clear();
    }

    @Test
    void takesOverAHarmlessId() {
        assertThat(Correlation.of("order-17_a.B", null).id()).isEqualTo("order-17_a.B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\r\nSet-Cookie: x=1", "a\u0000", "é", "<script>", "${jndi:x}", "a;b"})
    void replacesAnIdThatMightDoHarm(String id) {
        assertThat(Correlation.of(id, null).id()).matches("[0-9a-f]{32}");
    }

    @Test
    void replacesAnEndlessId() {
        assertThat(Correlation.of("a".repeat(64), null).id()).hasSize(64);
        assertThat(Correlation.of("a".repeat(65), null).id()).matches("[0-9a-f]{32}");
        assertThat(Correlation.of("a".repeat(1_000_000), null).id()).hasSize(32);
    }

    @Test
    void passesOnATrace() {
        Correlation correlation = Correlation.of(null, TRACE_PARENT);

        assertThat(correlation.traceId()).isEqualTo(TRACE_ID);
        assertThat(correlation.id()).isEqualTo(TRACE_ID);
        assertThat(correlation.traceParent()).isEqualTo(TRACE_PARENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-later",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n",
                "0x-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            })
    void beginsATraceWhereNoneIsWellFormed(String traceParent) {
        Correlation correlation = Correlation.of(null, traceParent);

        assertThat(correlation.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(TRACE_ID);
        assertThat(correlation.traceParent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    }

    @Test
    void understandsALaterVersionAsFarAsItIsKnown() {
        Correlation correlation = Correlation.of(null, "cc-" + TRACE_ID + "-00f067aa0ba902b7-01-what-comes-later");

        assertThat(correlation.traceId()).isEqualTo(TRACE_ID);
    }

    @Test
    void joinsTheTraceThatALibraryHasBegun() {
        MDC.put("traceId", TRACE_ID);

        assertThat(Correlation.create().traceId()).isEqualTo(TRACE_ID);
    }

    @Test
    void isNeverTheSameTwice() {
        assertThat(Correlation.create().id()).isNotEqualTo(Correlation.create().id());
    }

    @Test
    void isInTheLoggingContextWhileItIsOpen() {
        MDC.put("correlationId", "before");
        Correlation correlation = Correlation.of("request-1", TRACE_PARENT);

        try (Correlation.Scope scope = correlation.open()) {
            assertThat(Correlation.current()).containsSame(correlation);
            assertThat(MDC.get("correlationId")).isEqualTo("request-1");
            assertThat(MDC.get("traceId")).isEqualTo(TRACE_ID);
        }

        assertThat(MDC.get("correlationId")).isEqualTo("before");
        assertThat(MDC.get("traceId")).isNull();
    }

    @Test
    void restoresTheOneAround() {
        Correlation outer = Correlation.of("outer", null);
        try (Correlation.Scope scope = outer.open()) {
            try (Correlation.Scope nested = Correlation.of("inner", null).open()) {
                assertThat(MDC.get("correlationId")).isEqualTo("inner");
            }
            assertThat(Correlation.current()).containsSame(outer);
            assertThat(MDC.get("correlationId")).isEqualTo("outer");
        }
    }

    @Test
    void goesAlongToAnotherThread() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Correlation.Scope scope = Correlation.of("request-1", null).open()) {
            Callable<String> seen = () -> MDC.get("correlationId");
            Future<String> wrapped = executor.submit(Correlation.wrap(seen));
            assertThat(wrapped.get()).isEqualTo("request-1");
            assertThat(executor.submit(seen).get()).isNull();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void wrapsNothingWhereNothingIsOpen() {
        Runnable task = () -> {};

        assertThat(Correlation.wrap(task)).isSameAs(task);
    }
}
