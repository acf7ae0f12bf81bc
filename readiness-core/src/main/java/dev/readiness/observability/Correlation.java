package dev.readiness.observability;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What the log lines, the answer and the outgoing calls of one request have in common.
 *
 * <p>A correlation is opened on the thread that works for the request and closed there:
 *
 * <pre>{@code
 * try (Correlation.Scope scope = Correlation.of(inboundId, inboundTraceParent).open()) {
 *     // every line that is logged here carries the id
 * }
 * }</pre>
 *
 * <p>While it is open, {@link #current()} returns it and the logging context (SLF4J's {@link MDC}) holds its id as
 * {@value #ID_KEY} and its trace as {@value #TRACE_KEY}. Work that is handed to another thread takes it along with
 * {@link #wrap(Runnable)}.
 *
 * <p>Instances are immutable and safe for use by many threads.
 */
public final class Correlation {

    /** Name of the field that carries the id, in requests and in answers. */
    public static final String ID_FIELD = "X-Correlation-Id";

    /** Name of the field of W3C Trace Context that carries the trace. */
    public static final String TRACE_FIELD = "traceparent";

    /** Key of the id in the logging context. */
    public static final String ID_KEY = "correlationId";

    /** Key of the trace id in the logging context; the one that Micrometer Tracing uses. */
    public static final String TRACE_KEY = "traceId";

    private static final int LONGEST_ID = 64;

    private static final ThreadLocal<@Nullable Correlation> CURRENT = new ThreadLocal<>();

    private final String id;
    private final TraceParent trace;

    private Correlation(String id, TraceParent trace) {
        this.id = id;
        this.trace = trace;
    }

    /** Returns a new correlation that nobody else has begun. */
    public static Correlation create() {
        return of(null, null);
    }

    /**
     * Returns the correlation that a caller asks for, as far as what it sent can be trusted to be harmless.
     *
     * <p>An id is taken over if it has 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}: it is written to logs and into an
     * answer. Anything else is replaced without a word, since whoever sends nonsense gains nothing from being told. A
     * well-formed {@code traceparent} is passed on. Where the logging context holds a trace already, because a tracing
     * library has begun one, that trace is used.
     *
     * @param inboundId the value of {@value #ID_FIELD}, or {@code null}
     * @param inboundTrace the value of {@value #TRACE_FIELD}, or {@code null}
     */
    public static Correlation of(@Nullable String inboundId, @Nullable String inboundTrace) {
        TraceParent trace =
                Optional.ofNullable(inboundTrace).flatMap(TraceParent::parse).orElseGet(Correlation::traceOfThisThread);
        return new Correlation(inboundId != null && isHarmless(inboundId) ? inboundId : trace.traceId(), trace);
    }

    /** Returns the correlation that is open on this thread. */
    public static Optional<Correlation> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Returns a task that runs with the correlation that is open now, on whatever thread; without one, the task itself. */
    public static Runnable wrap(Runnable task) {
        Objects.requireNonNull(task, "task");
        Correlation correlation = CURRENT.get();
        if (correlation == null) {
            return task;
        }
        return () -> {
            Scope scope = correlation.open();
            try {
                task.run();
            } finally {
                scope.close();
            }
        };
    }

    /** Returns a task that runs with the correlation that is open now, on whatever thread; without one, the task itself. */
    public static <T extends @Nullable Object> Callable<T> wrap(Callable<T> task) {
        Objects.requireNonNull(task, "task");
        Correlation correlation = CURRENT.get();
        if (correlation == null) {
            return task;
        }
        return () -> {
            Scope scope = correlation.open();
            try {
                return task.call();
            } finally {
                scope.close();
            }
        };
    }

    /** Returns the id: 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}. */
    public String id() {
        return id;
    }

    /** Returns the id of the trace: 32 digits of lower-case hexadecimal. */
    public String traceId() {
        return trace.traceId();
    }

    /** Returns the value of {@value #TRACE_FIELD} for a call that is made on behalf of the request. */
    public String traceParent() {
        return trace.field();
    }

    /** Opens this correlation on the current thread, in place of the one that is open there. */
    public Scope open() {
        return new Scope(this);
    }

    private static TraceParent traceOfThisThread() {
        String begun = MDC.get(TRACE_KEY);
        return begun != null && TraceParent.isTraceId(begun) ? TraceParent.inTrace(begun) : TraceParent.random();
    }

    private static boolean isHarmless(String id) {
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            return false;
        }
        for (int index = 0; index < id.length(); index++) {
            char character = id.charAt(index);
            boolean allowed = (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || (character >= '0' && character <= '9')
                    || character == '.'
                    || character == '_'
                    || character == '-';
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    /** An open correlation. It is closed on the thread that opened it, which restores what was there before. */
    public static final class Scope implements AutoCloseable {

        private final @Nullable Correlation before;
        private final @Nullable String idBefore;
        private final @Nullable String traceBefore;

        private Scope(Correlation correlation) {
            before = CURRENT.get();
            idBefore = MDC.get(ID_KEY);
            traceBefore = MDC.get(TRACE_KEY);
            CURRENT.set(correlation);
            MDC.put(ID_KEY, correlation.id());
            MDC.put(TRACE_KEY, correlation.traceId());
        }

        @Override
        public void close() {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
            restore(ID_KEY, idBefore);
            restore(TRACE_KEY, traceBefore);
        }

        private static void restore(String key, @Nullable String value) {
            if (value == null) {
                MDC.remove(key);
            } else {
                MDC.put(key, value);
            }
        }
    }
}
