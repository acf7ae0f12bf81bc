package dev.readiness.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * A response that looks committed, and takes neither an error status nor a body, once the body of its request was too
 * large.
 *
 * <p>A framework answers an interrupted read with 400, and some write that answer themselves. The truth is 413, and the
 * filter says so afterwards.
 */
final class SilencedWhenExceeded extends HttpServletResponseWrapper {

    private final BodyLimit limit;

    private @Nullable ServletOutputStream stream;

    private @Nullable PrintWriter writer;

    SilencedWhenExceeded(HttpServletResponse response, BodyLimit limit) {
        super(response);
        this.limit = limit;
    }

    @Override
    public boolean isCommitted() {
        return limit.exceeded() || super.isCommitted();
    }

    @Override
    public void sendError(int status) throws IOException {
        if (!limit.exceeded()) {
            super.sendError(status);
        }
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        if (!limit.exceeded()) {
            super.sendError(status, message);
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (stream == null) {
            stream = new SilencedOutputStream(super.getOutputStream(), limit);
        }
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer == null) {
            writer = new PrintWriter(new SilencedWriter(super.getWriter(), limit));
        }
        return writer;
    }

    /** After it the application may ask for the other of stream and writer. */
    @Override
    public void reset() {
        super.reset();
        stream = null;
        writer = null;
    }

    @Override
    public void flushBuffer() throws IOException {
        if (!limit.exceeded()) {
            super.flushBuffer();
        }
    }
}
