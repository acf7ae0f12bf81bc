package dev.readiness.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * A response that looks committed, and takes no error status, once the body of its request was too large.
 *
 * <p>A framework answers an interrupted read with 400. The truth is 413, and the filter says so afterwards.
 */
final class SilencedWhenExceeded extends HttpServletResponseWrapper {

    private final BodyLimit limit;

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
    public void flushBuffer() throws IOException {
        if (!limit.exceeded()) {
            super.flushBuffer();
        }
    }
}
