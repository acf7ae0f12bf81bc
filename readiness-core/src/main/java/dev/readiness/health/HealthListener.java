package dev.readiness.health;

/**
 * Hears of changes, one after the other and in their order, on a thread of its own.
 *
 * <p>Whatever it does, health does not change by it: what it throws is logged, and while it hangs at most a thousand changes
 * wait.
 */
@FunctionalInterface
public interface HealthListener {

    /** Takes note of a change. */
    void changed(HealthChange change);
}
