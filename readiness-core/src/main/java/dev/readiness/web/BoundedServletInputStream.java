package dev.readiness.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** Counts the bytes of a body and ends the reading at the first byte too many. */
final class BoundedServletInputStream extends ServletInputStream {

    private final ServletInputStream delegate;

    private final BodyLimit limit;

    BoundedServletInputStream(ServletInputStream delegate, BodyLimit limit) {
        this.delegate = delegate;
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int value = delegate.read();
        limit.count(value < 0 ? value : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return limit.count(delegate.read(target, offset, length));
    }

    @Override
    public int available() throws IOException {
        return delegate.available();
    }

    @Override
    public void close() throws IOException {
        delegate.close();
    }

    @Override
    public boolean isFinished() {
        return delegate.isFinished();
    }

    @Override
    public boolean isReady() {
        return delegate.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        delegate.setReadListener(listener);
    }
}
