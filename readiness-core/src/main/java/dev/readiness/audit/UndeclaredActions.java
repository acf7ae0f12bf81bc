package dev.readiness.audit;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices records whose action nobody declared. */
final class UndeclaredActions {

    private static final Logger LOG = LoggerFactory.getLogger(UndeclaredActions.class);

    private static final int MOST_NAMED = 100;

    private final AuditActions actions;
    private final AtomicLong count = new AtomicLong();
    private final Set<String> named = ConcurrentHashMap.newKeySet();

    UndeclaredActions(AuditActions actions) {
        this.actions = actions;
    }

    /**
     * Counts {@code action} if it is not declared.
     *
     * @throws IllegalArgumentException if the catalogue is strict
     */
    void notice(String action) {
        if (actions.isDeclared(action)) {
            return;
        }
        count.incrementAndGet();
        if (actions.isStrict()) {
            throw new IllegalArgumentException("The audit action '" + action
                    + "' is not declared; correct its name, or declare it: readiness.audit.actions." + action
                    + ".policy=required");
        }
        if (named.size() < MOST_NAMED && named.add(action)) {
            LOG.warn(
                    "The audit action '{}' is recorded but not declared in readiness.audit.actions; is its name right?",
                    action);
        }
    }

    long count() {
        return count.get();
    }
}
