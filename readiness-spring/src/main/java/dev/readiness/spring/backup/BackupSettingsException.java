package dev.readiness.spring.backup;

import java.io.Serial;
import java.util.List;

/** Thrown at start when the settings of backups cannot work, with all that is wrong and never with a value that is secret. */
final class BackupSettingsException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    BackupSettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
