package dev.readiness.migration;

/** A migration that was not run, or did not end; the message says why, and what to do. */
public final class SafeMigrationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates one for whoever puts a migrator together. */
    public SafeMigrationException(String message) {
        super(message);
    }

    SafeMigrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
