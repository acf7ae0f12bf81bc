package dev.readiness.secrets;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Every secret that this process has loaded, so that logs can hide them. {@link Secrets} adds what it loads; add others
 * yourself. A value that has been replaced stays, because the old one may still be accepted somewhere.
 *
 * <p>One for the process, as its log output is. Safe for use by many threads; reading takes no lock.
 */
public final class LoadedSecrets {

    /** So that a source that changes every minute does not fill the memory: the oldest give way. */
    private static final int MOST = 1_000;

    private static final Set<Secret> SECRETS = new LinkedHashSet<>();

    private static volatile SecretMask mask = SecretMask.of(Set.of());

    private LoadedSecrets() {}

    /** Adds {@code secrets} to those that are hidden. */
    public static synchronized void add(Iterable<Secret> secrets) {
        boolean added = false;
        for (Secret secret : secrets) {
            added |= SECRETS.add(secret);
        }
        if (added) {
            while (SECRETS.size() > MOST) {
                SECRETS.remove(SECRETS.iterator().next());
            }
            mask = SecretMask.of(SECRETS);
        }
    }

    /** Returns the mask that hides all of them. */
    public static SecretMask mask() {
        return mask;
    }
}
