package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.read.ListAppender;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.Result;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.ILoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;

class UnstructuredLogsTests {

    private final LoggerContext loggers = new LoggerContext();
    private final Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);

    @Test
    void failsOnLinesOfText() {
        root.addAppender(console("CONSOLE", new PatternLayoutEncoder()));

        Finding finding = assess(loggers);

        assertThat(finding.result()).isEqualTo(Result.FAIL);
        assertThat(finding.evidence()).extracting(Evidence::source).containsExactly("appender CONSOLE");
    }

    @Test
    void passesOnTheStructuredLogsOfSpringBoot() {
        root.addAppender(console("CONSOLE", new StructuredLogEncoder()));

        assertThat(assess(loggers).result()).isEqualTo(Result.PASS);
    }

    @Test
    void passesWhenOneOfSeveralAppendersIsStructured() {
        root.addAppender(console("CONSOLE", new PatternLayoutEncoder()));
        root.addAppender(console("COLLECTOR", new JsonEncoder()));

        assertThat(assess(loggers).result()).isEqualTo(Result.PASS);
    }

    @Test
    void seesTheAppenderBehindAnAsynchronousOne() {
        AsyncAppender async = new AsyncAppender();
        async.addAppender(console("BEHIND", new PatternLayoutEncoder()));
        root.addAppender(async);

        assertThat(assess(loggers).evidence()).extracting(Evidence::source).containsExactly("appender BEHIND");
    }

    @Test
    void isUnknownForAnAppenderOfAnotherKind() {
        root.addAppender(new ListAppender<>());

        assertThat(assess(loggers).result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void isUnknownWithoutAnyAppender() {
        assertThat(assess(loggers).result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void isUnknownWhereLogbackDoesNotDoTheLogging() {
        assertThat(assess(new NOPLoggerFactory()).result()).isEqualTo(Result.UNKNOWN);
    }

    private static ConsoleAppender<ILoggingEvent> console(String name, Encoder<ILoggingEvent> encoder) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setName(name);
        appender.setEncoder(encoder);
        return appender;
    }

    private static Finding assess(ILoggerFactory loggers) {
        List<Finding> findings = new UnstructuredLogs(() -> loggers).rule().assess(new Inventory("clinic", List.of()));
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }
}
