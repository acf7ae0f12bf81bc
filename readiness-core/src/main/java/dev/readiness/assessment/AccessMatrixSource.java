package dev.readiness.assessment;

/**
 * Asks the running application who gets through to which endpoint.
 *
 * <p>It looks and never changes anything. One that throws is said in the notes of the report, which then has no matrix. It is
 * called from one thread at a time, never on the start-up path.
 */
@FunctionalInterface
public interface AccessMatrixSource {

    /** Returns what callers get at the endpoints of {@code inventory}; {@link AccessMatrix#NONE} if nobody can be asked. */
    AccessMatrix of(Inventory inventory);
}
