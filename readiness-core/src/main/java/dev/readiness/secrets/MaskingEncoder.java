package dev.readiness.secrets;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.util.Objects;

/**
 * An encoder of Logback that hides {@link LoadedSecrets} in what another encoder writes: pattern or structured, exceptions
 * included. Both write UTF-8.
 */
public final class MaskingEncoder extends EncoderBase<ILoggingEvent> {

    private final Encoder<ILoggingEvent> encoder;

    /** Creates an encoder that hides secrets in what {@code encoder} writes. */
    public MaskingEncoder(Encoder<ILoggingEvent> encoder) {
        this.encoder = Objects.requireNonNull(encoder, "encoder");
    }

    /** Returns the encoder that does the writing. */
    public Encoder<ILoggingEvent> encoder() {
        return encoder;
    }

    @Override
    public byte[] headerBytes() {
        return encoder.headerBytes();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        byte[] written = encoder.encode(event);
        return written == null ? new byte[0] : LoadedSecrets.mask().mask(written);
    }

    @Override
    public byte[] footerBytes() {
        return encoder.footerBytes();
    }

    @Override
    public void start() {
        encoder.start();
        super.start();
    }

    @Override
    public void stop() {
        encoder.stop();
        super.stop();
    }
}
