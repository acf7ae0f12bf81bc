package dev.readiness.spring.audit;

import java.io.Serial;
import java.util.List;

/** Thrown at start when the settings of the audit trail cannot work, with all that is wrong. */
final class AuditSettingsException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String action;

    AuditSettingsException(List<String> problems, List<String> actions) {
        super(String.join(System.lineSeparator(), problems));
        this.action = String.join(System.lineSeparator(), actions);
    }

    String action() {
        return action;
    }
}
