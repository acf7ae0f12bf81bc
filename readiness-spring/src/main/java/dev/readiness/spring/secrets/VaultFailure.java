package dev.readiness.spring.secrets;

import dev.readiness.secrets.SecretSourceException;
import java.time.Duration;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.ResourceAccessException;

/** Says why Vault did not answer. */
final class VaultFailure {

    private VaultFailure() {}

    /**
     * Returns what to throw for {@code ex}. Neither the exception nor its message is passed on: a server may quote what it was
     * sent.
     *
     * @param source what messages call the source
     * @param engine what was expected to answer
     */
    static SecretSourceException of(String source, String engine, Duration timeout, RuntimeException ex) {
        return new SecretSourceException(source + " cannot be read: " + why(ex, engine, timeout));
    }

    private static String why(RuntimeException ex, String engine, Duration timeout) {
        if (ex instanceof SecretSourceException) {
            return String.valueOf(ex.getMessage());
        }
        int status = statusOf(ex);
        return switch (status) {
            case 0 ->
                causedBy(ex, ResourceAccessException.class)
                        ? "it cannot be reached, or does not answer within " + timeout.toMillis() + " ms"
                        : "its answer is not that of " + engine + " ("
                                + ex.getClass().getSimpleName() + ")";
            case 400 -> "it refuses the login (400)";
            case 403 -> "the token or role may not read it, or is not valid any more (403)";
            case 429, 472, 473 -> "it is a standby and does not answer (" + status + ")";
            case 503 -> "it is sealed, or not ready (503)";
            default -> "it answers " + status;
        };
    }

    /** Returns the status that the server answered with, or 0 if it did not answer. */
    static int statusOf(Throwable ex) {
        for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpStatusCodeException answered) {
                return answered.getStatusCode().value();
            }
        }
        return 0;
    }

    private static boolean causedBy(Throwable ex, Class<?> type) {
        for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
