package dev.readiness.scaling;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Keeps out what would only wait, so that what is let in is answered about as fast as without load.
 *
 * <p>Each slice has a limit of its own for the requests that are in at once, and so has {@link #REST}, what no slice names. The
 * limits find themselves from how long the answers take; see {@link LoadSheddingSettings} for their bounds. One slice that is
 * overloaded does not take the places of the others, unless all together reach
 * {@link LoadSheddingSettings#most()}.
 *
 * <p>Safe for use by many threads; no decision waits for anything but a few others.
 */
public final class LoadShedder {

    /** Name of what no slice names. */
    public static final String REST = "unowned";

    private final Map<String, ConcurrencyLimit> limits = new LinkedHashMap<>();
    private final AtomicInteger all = new AtomicInteger();
    private final LoadSheddingSettings settings;

    private LoadShedder(LoadSheddingSettings settings, Collection<String> slices, LongSupplier nanoTime) {
        this.settings = Objects.requireNonNull(settings, "settings");
        slices.forEach(slice -> limits.put(slice, limit(nanoTime)));
        limits.putIfAbsent(REST, limit(nanoTime));
    }

    /** Returns one with a limit for each of {@code slices}, and one for the rest. */
    public static LoadShedder of(LoadSheddingSettings settings, Collection<String> slices) {
        return of(settings, slices, System::nanoTime);
    }

    static LoadShedder of(LoadSheddingSettings settings, Collection<String> slices, LongSupplier nanoTime) {
        return new LoadShedder(settings, slices, nanoTime);
    }

    private ConcurrencyLimit limit(LongSupplier nanoTime) {
        return new ConcurrencyLimit(new KneeSearch(settings.least(), settings.most(), settings.tolerance()), nanoTime);
    }

    /**
     * Lets a request in, or not.
     *
     * @param slice what it belongs to; a name that is no slice's is {@link #REST}
     * @return its place, to be closed when it has been answered; nothing if it is to be refused
     */
    public Optional<Admission> admit(String slice) {
        ConcurrencyLimit limit = limits.getOrDefault(slice, limits.get(REST));
        Objects.requireNonNull(limit);
        if (all.incrementAndGet() > settings.most()) {
            all.decrementAndGet();
            limit.refuse();
            return Optional.empty();
        }
        if (!limit.tryEnter()) {
            all.decrementAndGet();
            return Optional.empty();
        }
        return Optional.of(new Admission(() -> {
            limit.leave();
            all.decrementAndGet();
        }));
    }

    /** Returns after how long one who was refused now should come back; it differs, or all of them would come together. */
    public Duration retryAfter() {
        long least = settings.retryAfter().toSeconds();
        return Duration.ofSeconds(ThreadLocalRandom.current().nextLong(least, 2 * least + 1));
    }

    /** Returns how things stand, for each slice and the rest. */
    public List<State> states() {
        return limits.entrySet().stream()
                .map(entry -> state(entry.getKey(), entry.getValue()))
                .toList();
    }

    State state(String slice) {
        return state(slice, Objects.requireNonNull(limits.get(slice)));
    }

    private static State state(String slice, ConcurrencyLimit limit) {
        return new State(slice, limit.limit(), limit.inFlight(), limit.admitted(), limit.shed());
    }

    /**
     * How things stand with one slice.
     *
     * @param slice name of the slice, or {@link #REST}
     * @param limit requests that may be in at once now
     * @param inFlight requests that are in
     * @param admitted requests that were let in since the start
     * @param shed requests that were refused since the start
     */
    public record State(String slice, int limit, int inFlight, long admitted, long shed) {}
}
