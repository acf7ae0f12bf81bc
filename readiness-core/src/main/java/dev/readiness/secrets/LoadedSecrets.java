package dev.readiness.secrets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Every secret that this process has loaded, so that logs can hide them. {@link Secrets} adds what it loads; add others
 * yourself. A value that has been replaced stays, because the old one may still be accepted somewhere.
 *
 * <p>One for the process, as its log output is. Safe for use by many threads; reading takes no lock.
 */
public final class LoadedSecrets {

    /** So that a source that changes every minute does not fill the memory: the oldest give way. */
    private static final int MOST = 1_000;

    private static final int MOST_CHARACTERS = 1_000_000;

    /** By value, because the hash of a secret is always the same: a set of them would compare each with each. */
    private static final Map<String, Secret> SECRETS = new LinkedHashMap<>();

    private static volatile FutureTask<SecretMask> mask = task(List.of());

    private LoadedSecrets() {}

    /** Adds {@code secrets} to those that are hidden. */
    public static synchronized void add(Iterable<Secret> secrets) {
        boolean added = false;
        for (Secret secret : secrets) {
            added |= SECRETS.putIfAbsent(secret.reveal(), secret) == null;
        }
        if (added) {
            int characters = 0;
            for (String value : SECRETS.keySet()) { // no stream: this runs while an application starts
                characters += value.length();
            }
            while (SECRETS.size() > MOST || (characters > MOST_CHARACTERS && SECRETS.size() > 1)) {
                characters -= SECRETS.keySet().iterator().next().length();
                SECRETS.remove(SECRETS.keySet().iterator().next());
            }
            mask = task(List.copyOf(SECRETS.values()));
            // Many take some milliseconds, in which the application goes on with its start until it first writes a
            // line.
            Thread building = new Thread(mask, "readiness-secret-mask");
            building.setDaemon(true);
            building.start();
        }
    }

    private static FutureTask<SecretMask> task(List<Secret> secrets) {
        return new FutureTask<>(() -> SecretMask.of(secrets));
    }

    /** Returns the mask that hides all of them. */
    public static SecretMask mask() {
        FutureTask<SecretMask> present = mask;
        present.run(); // here, if nobody has begun with it
        boolean interrupted = false;
        while (true) {
            try {
                SecretMask built = present.get();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return built;
            } catch (InterruptedException ex) {
                interrupted = true; // a line that is not masked would be worse than one that is late
            } catch (ExecutionException ex) {
                throw new IllegalStateException("The mask of the loaded secrets cannot be built", ex.getCause());
            }
        }
    }
}
