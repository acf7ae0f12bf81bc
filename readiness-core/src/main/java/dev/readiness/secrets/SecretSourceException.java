package dev.readiness.secrets;

/** Thrown when a source has a secret and cannot give it. The message names the source and the secret, never the value. */
public final class SecretSourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception that says what was wrong and where. */
    public SecretSourceException(String message) {
        super(message);
    }

    /** Creates an exception that says what was wrong and where, with its cause. */
    public SecretSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
