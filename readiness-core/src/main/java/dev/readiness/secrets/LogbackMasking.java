package dev.readiness.secrets;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.AppenderAttachable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.slf4j.ILoggerFactory;

/**
 * Hides {@link LoadedSecrets} in everything that Logback writes. Call {@link #install} after Logback was configured, and
 * again after it was configured anew. Secrets of up to three characters are not hidden; see {@link SecretMask}.
 */
public final class LogbackMasking {

    private LogbackMasking() {}

    /**
     * Installs the masking in each appender of {@code factory} that has none.
     *
     * @throws IllegalArgumentException if {@code factory} is not Logback's
     */
    public static void install(ILoggerFactory factory) {
        if (!(factory instanceof LoggerContext context)) {
            throw new IllegalArgumentException(
                    "'factory' must be Logback's but is " + factory.getClass().getName());
        }
        for (Logger logger : context.getLoggerList()) {
            appenders(logger).forEach(appender -> install(logger, appender));
        }
    }

    /** Returns the names of the appenders of {@code factory} that write secrets as they are. */
    public static List<String> unmasked(ILoggerFactory factory) {
        List<String> unmasked = new ArrayList<>();
        if (factory instanceof LoggerContext context) {
            context.getLoggerList().forEach(logger -> collect(logger, unmasked));
        }
        return unmasked.stream().distinct().toList();
    }

    private static void collect(AppenderAttachable<ILoggingEvent> holder, List<String> unmasked) {
        for (Appender<ILoggingEvent> appender : appenders(holder)) {
            if (appender instanceof AppenderAttachable<?>) {
                collect(attachable(appender), unmasked);
            } else if (!isMasked(appender)) {
                unmasked.add(String.valueOf(appender.getName()));
            }
        }
    }

    private static boolean isMasked(Appender<ILoggingEvent> appender) {
        return appender instanceof MaskingAppender
                || (appender instanceof OutputStreamAppender<ILoggingEvent> stream
                        && stream.getEncoder() instanceof MaskingEncoder);
    }

    private static void install(AppenderAttachable<ILoggingEvent> holder, Appender<ILoggingEvent> appender) {
        if (isMasked(appender)) {
            return;
        }
        if (appender instanceof AppenderAttachable<?>) {
            AppenderAttachable<ILoggingEvent> nested = attachable(appender);
            appenders(nested).forEach(inner -> install(nested, inner));
        } else if (appender instanceof OutputStreamAppender<ILoggingEvent> stream && stream.getEncoder() != null) {
            stream.setEncoder(masking(stream.getEncoder()));
        } else {
            holder.detachAppender(appender);
            holder.addAppender(new MaskingAppender(appender));
        }
    }

    private static MaskingEncoder masking(Encoder<ILoggingEvent> encoder) {
        MaskingEncoder masking = new MaskingEncoder(encoder);
        masking.setContext(encoder.getContext());
        masking.start();
        return masking;
    }

    private static List<Appender<ILoggingEvent>> appenders(AppenderAttachable<ILoggingEvent> holder) {
        List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
        Iterator<Appender<ILoggingEvent>> attached = holder.iteratorForAppenders();
        attached.forEachRemaining(appenders::add);
        return appenders;
    }

    @SuppressWarnings("unchecked") // An appender of logging events holds appenders of logging events.
    private static AppenderAttachable<ILoggingEvent> attachable(Appender<ILoggingEvent> appender) {
        return (AppenderAttachable<ILoggingEvent>) appender;
    }
}
