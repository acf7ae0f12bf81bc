package dev.readiness.secrets;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;

/** Hands events without secrets to an appender that does not write through an encoder. */
final class MaskingAppender extends AppenderBase<ILoggingEvent> {

    private final Appender<ILoggingEvent> appender;

    MaskingAppender(Appender<ILoggingEvent> appender) {
        this.appender = appender;
        setName(appender.getName());
        setContext(appender.getContext());
        start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        appender.doAppend(MaskedEvent.of(event));
    }

    @Override
    public void stop() {
        appender.stop();
        super.stop();
    }
}
