package dev.readiness.web;

import dev.readiness.validation.ProblemDocument;

/** How large a body may be; counts what one request has read of its body. */
final class BodyLimit {

    private final long maxBytes;

    private long bytes;

    private volatile boolean exceeded;

    BodyLimit(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    static long check(long maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("'maxBytes' must be at least 1 but is " + maxBytes);
        }
        return maxBytes;
    }

    static ProblemDocument problem(long maxBytes) {
        return ProblemDocument.bodyTooLarge(maxBytes);
    }

    /** Counts the result of a read, which is negative at the end. */
    int count(int read) throws BodyTooLargeException {
        return (int) count((long) read);
    }

    long count(long read) throws BodyTooLargeException {
        if (read > 0) {
            bytes += read;
        }
        if (bytes > maxBytes) {
            exceeded = true;
            throw new BodyTooLargeException(maxBytes);
        }
        return read;
    }

    boolean exceeded() {
        return exceeded;
    }
}
