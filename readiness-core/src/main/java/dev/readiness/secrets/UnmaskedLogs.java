package dev.readiness.secrets;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import java.util.List;
import java.util.Optional;

/** Says which appenders write loaded secrets as they are. */
final class UnmaskedLogs {

    static final String RULE = "secrets.logs-not-masked";

    private static final String SOURCE = "running appenders";

    private UnmaskedLogs() {}

    static List<Finding> findings(Optional<List<String>> unmasked) {
        if (unmasked.isEmpty()) {
            return List.of(Finding.unknown(
                    RULE,
                    Finding.APPLICATION,
                    "The log is not written by Logback, and Readiness masks no other",
                    new Evidence(SOURCE, "no context of Logback")));
        }
        return unmasked.get().isEmpty()
                ? List.of(
                        Finding.pass(RULE, Finding.APPLICATION, new Evidence(SOURCE, "each hides the loaded secrets")))
                : unmasked.get().stream().map(UnmaskedLogs::failure).toList();
    }

    private static Finding failure(String appender) {
        return Finding.fail(
                RULE,
                "appender " + appender,
                "The appender %s writes loaded secrets as they are.".formatted(appender),
                "Remove readiness.secrets.mask-logs=false if it is set; call LogbackMasking.install(LoggerFactory.getILoggerFactory())"
                        + " after adding an appender or configuring Logback anew.",
                new Evidence(SOURCE, appender + " has neither a masking encoder nor a masking appender around it"));
    }
}
