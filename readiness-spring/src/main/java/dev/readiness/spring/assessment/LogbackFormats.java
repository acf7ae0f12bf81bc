package dev.readiness.spring.assessment;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.AppenderAttachable;
import dev.readiness.secrets.MaskingEncoder;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;

/** Reads the formats of Logback's running appenders. Used only where Logback does the logging. */
final class LogbackFormats {

    /** Encoders and layouts of Spring Boot, Logback, Logstash, Elastic and Graylog say in their names what they write. */
    private static final Pattern STRUCTURED = Pattern.compile(".*(StructuredLog|Json|Logstash|Ecs|Gelf).*");

    private LogbackFormats() {}

    static List<LogFormat> of(ILoggerFactory factory) {
        return ((LoggerContext) factory)
                .getLoggerList().stream()
                        .flatMap(LogbackFormats::appenders)
                        .distinct()
                        .map(LogbackFormats::formatOf)
                        .toList();
    }

    /** Returns the appenders that write, not those that only pass on. */
    private static Stream<Appender<ILoggingEvent>> appenders(AppenderAttachable<ILoggingEvent> holder) {
        Iterator<Appender<ILoggingEvent>> attached = holder.iteratorForAppenders();
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(attached, Spliterator.ORDERED), false)
                .flatMap(LogbackFormats::unwrapped);
    }

    @SuppressWarnings("unchecked") // An appender of logging events holds appenders of logging events.
    private static Stream<Appender<ILoggingEvent>> unwrapped(Appender<ILoggingEvent> appender) {
        return appender instanceof AppenderAttachable<?> holder
                ? appenders((AppenderAttachable<ILoggingEvent>) holder)
                : Stream.of(appender);
    }

    private static LogFormat formatOf(Appender<ILoggingEvent> appender) {
        Object format = appender instanceof OutputStreamAppender<ILoggingEvent> stream ? format(stream) : appender;
        return new LogFormat(
                String.valueOf(appender.getName()), format.getClass().getName(), kindOf(format));
    }

    private static Object format(OutputStreamAppender<ILoggingEvent> appender) {
        Encoder<ILoggingEvent> encoder = unmasked(appender.getEncoder());
        if (encoder instanceof LayoutWrappingEncoder<ILoggingEvent> wrapping) {
            return Objects.requireNonNullElse(wrapping.getLayout(), encoder);
        }
        return Objects.requireNonNullElse(encoder, appender);
    }

    /** Returns the encoder that does the writing where secrets are hidden in it. */
    private static @Nullable Encoder<ILoggingEvent> unmasked(@Nullable Encoder<ILoggingEvent> encoder) {
        return encoder instanceof MaskingEncoder masking ? masking.encoder() : encoder;
    }

    private static LogFormat.Kind kindOf(Object format) {
        if (STRUCTURED.matcher(format.getClass().getSimpleName()).matches()) {
            return LogFormat.Kind.STRUCTURED;
        }
        return format instanceof PatternLayout || format instanceof PatternLayoutEncoder
                ? LogFormat.Kind.PLAIN
                : LogFormat.Kind.UNKNOWN;
    }
}
