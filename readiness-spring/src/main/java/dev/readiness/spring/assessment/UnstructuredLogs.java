package dev.readiness.spring.assessment;

import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.ILoggerFactory;

/** Finds applications whose logs are lines of text. */
final class UnstructuredLogs {

    private static final String ID = "observability.logs-unstructured";

    private final Supplier<ILoggerFactory> loggers;

    UnstructuredLogs(Supplier<ILoggerFactory> loggers) {
        this.loggers = loggers;
    }

    ReadinessRule rule() {
        return ReadinessRule.of(RuleCatalogue.describe(ID), this::assess);
    }

    private List<Finding> assess(Inventory inventory) {
        ILoggerFactory factory = loggers.get();
        // By name: where Logback is missing, its class cannot be asked for.
        if (!factory.getClass().getName().equals("ch.qos.logback.classic.LoggerContext")) {
            String cause = "Logging goes through " + factory.getClass().getName() + ", whose format could not be seen.";
            return List.of(Finding.unknown(ID, Finding.APPLICATION, cause));
        }
        return List.of(assess(LogbackFormats.of(factory)));
    }

    private static Finding assess(List<LogFormat> formats) {
        Evidence[] evidence = formats.stream()
                .map(format -> new Evidence("appender " + format.appender(), format.encoder()))
                .toArray(Evidence[]::new);
        if (formats.stream().anyMatch(format -> format.kind() == LogFormat.Kind.STRUCTURED)) {
            return Finding.pass(ID, Finding.APPLICATION, evidence);
        }
        if (formats.isEmpty() || formats.stream().anyMatch(format -> format.kind() == LogFormat.Kind.UNKNOWN)) {
            return Finding.unknown(
                    ID, Finding.APPLICATION, "No appender writes in a format that is known here.", evidence);
        }
        return Finding.fail(
                ID,
                Finding.APPLICATION,
                "Logs are lines of text: nothing can be counted or joined by field, and a line break in a value forges"
                        + " a line.",
                "logging.structured.format.console=ecs",
                evidence);
    }
}
