package dev.readiness.ratelimit;

import dev.readiness.ratelimit.SharedBuckets.Taken;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets requests for one key of one cost that arrive while another is being decided be decided together, in one step of the
 * store: a hot key costs fewer statements, not more. What many take at once is what they would take one after the other.
 */
final class Turns {

    private final Duration timeout;
    private final ConcurrentMap<Key, Deque<Turn>> waiting = new ConcurrentHashMap<>();

    Turns(Duration timeout) {
        this.timeout = timeout;
    }

    /** Takes once. {@code store} takes the cost of so many requests from the bucket, all or nothing. */
    Taken take(String id, SharedBands bands, long cost, Store store) {
        Key key = new Key(id, bands, cost);
        Turn turn = new Turn();
        if (join(key, turn) || isAskedToLead(turn)) {
            lead(key, turn, store);
        }
        return turn.answer();
    }

    private boolean join(Key key, Turn turn) {
        boolean[] first = new boolean[1];
        waiting.compute(key, (ignored, others) -> {
            if (others == null) {
                first[0] = true;
                return new ArrayDeque<>();
            }
            others.add(turn);
            return others;
        });
        return first[0];
    }

    /** Waits until this request has to ask for others, or another one has asked for it. */
    private boolean isAskedToLead(Turn turn) {
        try {
            return turn.leads.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException ex) {
            return orGivesUp(turn, "no turn within " + timeout.toMillis() + " ms", ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return orGivesUp(turn, "the thread was interrupted", ex);
        }
    }

    private static boolean orGivesUp(Turn turn, String reason, Exception cause) {
        if (turn.leads.complete(false)) {
            throw new StoreFailedException(reason, cause);
        }
        return turn.leads.join();
    }

    private void lead(Key key, Turn leader, Store store) {
        List<Turn> group = groupOf(key, leader);
        try {
            answer(key, group, store);
        } catch (RuntimeException ex) {
            group.forEach(turn -> turn.answer.completeExceptionally(ex));
            throw ex;
        } finally {
            group.forEach(turn -> turn.leads.complete(false));
            passOn(key);
        }
    }

    /** Takes a power of two of those that wait, because each number is a statement to prepare. */
    private List<Turn> groupOf(Key key, Turn leader) {
        List<Turn> group = new ArrayList<>(List.of(leader));
        waiting.computeIfPresent(key, (ignored, others) -> {
            int size = Integer.highestOneBit(others.size() + 1);
            while (group.size() < size) {
                group.add(others.remove());
            }
            return others;
        });
        return group;
    }

    private static void answer(Key key, List<Turn> group, Store store) {
        List<Turn> open = group;
        int size = group.size();
        while (!open.isEmpty()) {
            Taken taken = store.take(size);
            int fitting = key.bands.fitting(taken, key.cost);
            if (taken.granted()) {
                for (int i = 0; i < size; i++) {
                    open.get(i).answer.complete(before(taken, key, size - 1L - i));
                }
                open = open.subList(size, open.size());
                size = 1;
            } else if (size == 1 || fitting == 0) {
                open.forEach(refused -> refused.answer.complete(taken));
                return;
            } else {
                size = Math.min(fitting, size - 1);
            }
        }
    }

    /** Returns what was the case before so many of the group had taken. */
    private static Taken before(Taken taken, Key key, long later) {
        if (later == 0) {
            return taken;
        }
        long[] debts = taken.debts().clone();
        for (int i = 0; i < debts.length; i++) {
            debts[i] -= later * key.cost * key.bands.bands().get(i).unit();
        }
        return new Taken(true, taken.time(), debts, taken.anchors());
    }

    private void passOn(Key key) {
        waiting.computeIfPresent(key, (ignored, others) -> {
            for (Turn next = others.poll(); next != null; next = others.poll()) {
                if (next.leads.complete(true)) {
                    return others;
                }
            }
            return null;
        });
    }

    /** Takes from a bucket for several requests, all or nothing. */
    @FunctionalInterface
    interface Store {

        Taken take(int requests);
    }

    private record Key(String id, SharedBands bands, long cost) {}

    private static final class Turn {

        private final CompletableFuture<Boolean> leads = new CompletableFuture<>();
        private final CompletableFuture<Taken> answer = new CompletableFuture<>();

        Taken answer() {
            try {
                return answer.get();
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
                throw new StoreFailedException("the thread was interrupted", ex);
            } catch (ExecutionException ex) {
                throw new StoreFailedException("a request for the same key failed", ex);
            }
        }
    }
}
