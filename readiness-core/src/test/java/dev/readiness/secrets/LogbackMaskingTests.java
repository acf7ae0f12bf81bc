package dev.readiness.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLoggerFactory;

/** All values are made up for these tests; none opens anything. */
class LogbackMaskingTests {

    private static final String VALUE = "test-of-the-\"log\"-4f9c1d";

    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("clinic");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void load() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        LoadedSecrets.add(List.of(Secret.of(VALUE)));
    }

    @Test
    void hidesSecretsInMessagesArgumentsAndExceptions() {
        logger.addAppender(stream(pattern()));
        LogbackMasking.install(context);

        logger.info("key " + VALUE + " and {}", VALUE, new IllegalStateException("no " + VALUE, new Exception(VALUE)));

        assertThat(written())
                .contains("key [redacted] and [redacted]", "no [redacted]")
                .doesNotContain(VALUE);
    }

    @Test
    void hidesSecretsInStructuredLogs() {
        JsonEncoder json = new JsonEncoder();
        json.setContext(context);
        json.start();
        logger.addAppender(stream(json));
        LogbackMasking.install(context);

        logger.info("key {}", VALUE);

        assertThat(written()).contains("[redacted]").doesNotContain("4f9c1d");
    }

    @Test
    void reachesAppendersBehindAnAsynchronousOne() {
        AsyncAppender async = new AsyncAppender();
        async.setContext(context);
        async.addAppender(stream(pattern()));
        async.start();
        logger.addAppender(async);
        LogbackMasking.install(context);

        logger.info("key {}", VALUE);
        async.stop();

        assertThat(written()).contains("[redacted]").doesNotContain("4f9c1d");
    }

    @Test
    void hidesSecretsFromAnAppenderWithoutAnEncoder() {
        ListAppender<ILoggingEvent> list = new ListAppender<>();
        list.setContext(context);
        list.start();
        logger.addAppender(list);
        LogbackMasking.install(context);

        logger.atInfo()
                .addKeyValue("pair", VALUE)
                .setCause(new IllegalStateException(VALUE))
                .log("key {}", VALUE);

        assertThat(list.list).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage()).isEqualTo("key [redacted]");
            assertThat(event.getArgumentArray()).containsExactly("[redacted]");
            assertThat(event.getThrowableProxy().getMessage()).isEqualTo("[redacted]");
            assertThat(event.getKeyValuePairs())
                    .singleElement()
                    .satisfies(pair -> assertThat(pair.value).isEqualTo("[redacted]"));
        });
    }

    @Test
    void leavesNumbersAndNothingAsTheyAre() {
        ListAppender<ILoggingEvent> list = new ListAppender<>();
        list.setContext(context);
        list.start();
        logger.addAppender(list);
        LogbackMasking.install(context);

        logger.atInfo()
                .addKeyValue("count", 5)
                .addKeyValue("done", true)
                .addKeyValue("none", (Object) null)
                .log("done");

        assertThat(list.list.get(0).getKeyValuePairs())
                .extracting(pair -> pair.value)
                .containsExactly(5, true, null);
    }

    @Test
    void namesTheAppendersThatHideNothing() {
        logger.addAppender(stream(pattern()));

        assertThat(LogbackMasking.unmasked(context)).containsExactly("out");
        LogbackMasking.install(context);
        LogbackMasking.install(context);
        assertThat(LogbackMasking.unmasked(context)).isEmpty();
    }

    @Test
    void refusesAnotherLogger() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogbackMasking.install(new NOPLoggerFactory()))
                .withMessageStartingWith("'factory' must be Logback's but is");
    }

    private PatternLayoutEncoder pattern() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%level %msg%n%ex");
        encoder.start();
        return encoder;
    }

    private OutputStreamAppender<ILoggingEvent> stream(Encoder<ILoggingEvent> encoder) {
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setName("out");
        appender.setEncoder(encoder);
        appender.setOutputStream(out);
        appender.start();
        return appender;
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
