package dev.readiness.secrets;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes on who asks for secrets, but no more than one reading of each secret a minute: a pool that asks for its password at each
 * connection must not fill an audit trail. Changes are all passed on. What happens before there is a listener waits for it, the
 * latest of each kind for at most {@value #MOST} secrets.
 *
 * <p>Holds names and never a value. Safe for use by many threads.
 */
public final class SecretAccesses {

    /** Of how many secrets note is taken; readings of others are not passed on. */
    public static final int MOST = 1_000;

    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;
    private final Map<String, AtomicLong> nextByName = new ConcurrentHashMap<>();
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    /** What a listener asks for itself, a password of the database that it writes to for example, is not passed on. */
    private final ThreadLocal<Boolean> telling = new ThreadLocal<>();

    private volatile @Nullable SecretAccessListener listener;

    private record Waiting(String name, String source, SecretAccess access) {}

    /** Creates one without a listener. */
    public SecretAccesses() {
        this(System::nanoTime);
    }

    SecretAccesses(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Tells {@code follower} what waits, and from now on what happens. Replaces the listener before. */
    public void follow(SecretAccessListener follower) {
        Objects.requireNonNull(follower, "follower");
        List<Waiting> until;
        synchronized (waiting) {
            until = new ArrayList<>(waiting.values());
            waiting.clear();
            listener = follower;
        }
        until.forEach(happened -> tell(follower, happened));
    }

    /** Takes note that somebody was given the value of the secret {@code name} of {@code source}. */
    public void read(String name, String source) {
        if (isDue(name)) {
            happened(new Waiting(name, source, SecretAccess.READ));
        }
    }

    /** Takes note that the secret {@code name} of {@code source} has another value. */
    public void changed(String name, String source) {
        happened(new Waiting(name, source, SecretAccess.CHANGED));
    }

    private boolean isDue(String name) {
        if (Boolean.TRUE.equals(telling.get())) {
            return false;
        }
        AtomicLong next = nextByName.get(name);
        long now = nanoTime.getAsLong();
        if (next == null) {
            return nextByName.size() < MOST && nextByName.putIfAbsent(name, new AtomicLong(now + PAUSE)) == null;
        }
        long due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + PAUSE);
    }

    private void happened(Waiting happened) {
        SecretAccessListener present;
        synchronized (waiting) {
            present = listener;
            String key = happened.access() + " " + happened.name();
            if (present == null && (waiting.size() < 2 * MOST || waiting.containsKey(key))) {
                waiting.put(key, happened);
            }
        }
        if (present != null) {
            tell(present, happened);
        }
    }

    private void tell(SecretAccessListener follower, Waiting happened) {
        telling.set(true);
        try {
            follower.accessed(happened.name(), happened.source(), happened.access());
        } finally {
            telling.remove();
        }
    }
}
