package dev.readiness.ratelimit;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The logins of one account whose passwords are being checked now, and those that wait for the outcome. */
final class RunningAttempts {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    /** Guarded by {@link #lock}. */
    private int checking;

    /** Guarded by the map that holds this object. */
    private int members;

    void join() {
        members++;
    }

    /** Returns whether anybody is left. */
    boolean leave() {
        members--;
        return members > 0;
    }

    /** Asks {@code limiter} again whenever an attempt ended, until it permits or nothing is left to wait for. */
    RateLimitDecision begin(Supplier<RateLimitDecision> limiter, Duration longestWait) {
        lock.lock();
        try {
            RateLimitDecision decision = awaitOutcomes(limiter, longestWait);
            checking += decision.permitted() ? 1 : 0;
            return decision;
        } finally {
            lock.unlock();
        }
    }

    private RateLimitDecision awaitOutcomes(Supplier<RateLimitDecision> limiter, Duration longestWait) {
        RateLimitDecision decision = limiter.get();
        try {
            long left = longestWait.toNanos();
            while (!decision.permitted() && checking > 0 && left > 0) {
                left = ended.awaitNanos(left);
                decision = limiter.get();
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        return decision;
    }

    void end() {
        lock.lock();
        try {
            checking--;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
