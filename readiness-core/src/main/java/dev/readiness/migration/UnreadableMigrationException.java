package dev.readiness.migration;

/** A pending migration is no script that can be read, so that nothing can be said of what it does. */
public final class UnreadableMigrationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableMigrationException(String script) {
        super("'" + script
                + "' must be a script in one of Flyway's locations to be judged; what is written in Java is not read");
    }
}
