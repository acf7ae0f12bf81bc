package dev.readiness.secrets;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A secret that changes while the application runs. There is always a whole value. The one before stays at hand, because
 * whoever accepts the secret may know the new one a little later, or the old one a little longer.
 *
 * <p>Safe for use by many threads; reading takes no lock.
 */
public final class RotatingSecret {

    private final String name;
    private final List<Consumer<RotatingSecret>> listeners = new CopyOnWriteArrayList<>();
    private volatile State state;

    private record State(Secret current, @Nullable Secret previous, int version) {}

    RotatingSecret(String name, Secret first) {
        this.name = name;
        this.state = new State(first, null, 1);
    }

    /** Returns the name of the secret. */
    public String name() {
        return name;
    }

    /** Returns the value that is in force. */
    public Secret current() {
        return state.current();
    }

    /** Returns the value before the last change, or nothing before the first change. */
    public Optional<Secret> previous() {
        return Optional.ofNullable(state.previous());
    }

    /** Returns how many values there have been. */
    public int version() {
        return state.version();
    }

    /** Returns whether {@code candidate} is the present value or the one before; takes the same time for any candidate. */
    public boolean accepts(Secret candidate) {
        State now = state;
        boolean current = now.current().equals(candidate);
        boolean previous = now.previous() != null && now.previous().equals(candidate);
        return current || previous;
    }

    /** Tells {@code listener} of each change, on the thread that saw it. What the listener throws becomes the problem of the rotation. */
    public void onChange(Consumer<RotatingSecret> listener) {
        listeners.add(listener);
    }

    /** Puts {@code value} into force if it is another one, and returns whether it is. */
    boolean offer(Secret value) {
        State now = state;
        if (now.current().equals(value)) {
            return false;
        }
        state = new State(value, now.current(), now.version() + 1);
        return true;
    }

    void tell() {
        listeners.forEach(listener -> listener.accept(this));
    }

    /** Returns name and version, without a value. */
    @Override
    public String toString() {
        return "RotatingSecret[" + name + ", version " + version() + "]";
    }
}
