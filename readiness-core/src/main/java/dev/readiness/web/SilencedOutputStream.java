package dev.readiness.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** Takes nothing any more, and sends nothing, once the body of its request was too large. */
final class SilencedOutputStream extends ServletOutputStream {

    private final ServletOutputStream delegate;

    private final BodyLimit limit;

    SilencedOutputStream(ServletOutputStream delegate, BodyLimit limit) {
        this.delegate = delegate;
        this.limit = limit;
    }

    @Override
    public void write(int value) throws IOException {
        if (!limit.exceeded()) {
            delegate.write(value);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!limit.exceeded()) {
            delegate.write(bytes, offset, length);
        }
    }

    @Override
    public void flush() throws IOException {
        if (!limit.exceeded()) {
            delegate.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (!limit.exceeded()) {
            delegate.close();
        }
    }

    @Override
    public boolean isReady() {
        return delegate.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        delegate.setWriteListener(listener);
    }
}
