package dev.readiness.web;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.FilterInputStream;
import java.io.IOException;

/**
 * Refuses requests to the JDK's HTTP server whose body is larger than allowed, with 413 and a problem document.
 *
 * <p>A request that announces too much is refused before anything is read; any other is counted while the handler reads
 * it. At the first byte too many the answer is sent and the read fails with an {@link IOException}, whatever the handler
 * makes of that; only a handler that has begun to answer before it has read keeps its own answer.
 *
 * <p>Safe for use by many threads.
 */
public final class BodySizeHttpFilter extends Filter {

    private final long maxBytes;

    /** Creates a filter that lets bodies of up to {@code maxBytes} through. */
    public BodySizeHttpFilter(long maxBytes) {
        this.maxBytes = BodyLimit.check(maxBytes);
    }

    @Override
    public String description() {
        return "refuses bodies of more than " + maxBytes + " bytes";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        if (announcedLength(exchange) > maxBytes) {
            refuse(exchange);
            return;
        }
        BoundedInputStream body = new BoundedInputStream(exchange);
        exchange.setStreams(body, null);
        try {
            chain.doFilter(exchange);
        } catch (IOException | RuntimeException ex) {
            if (!body.refused) {
                throw ex;
            }
        }
    }

    private static boolean hasBegun(HttpExchange exchange) {
        return exchange.getResponseCode() != -1;
    }

    private static long announcedLength(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return length == null ? 0 : Long.parseLong(length.trim()); // the server has refused what is no number
    }

    private void refuse(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Connection", "close"); // or the rest of the body would have to be read
        HttpExchangeProblemWriter.write(BodyLimit.problem(maxBytes), exchange);
    }

    private final class BoundedInputStream extends FilterInputStream {

        private final HttpExchange exchange;
        private final BodyLimit limit = new BodyLimit(maxBytes);
        private boolean refused;

        BoundedInputStream(HttpExchange exchange) {
            super(exchange.getRequestBody());
            this.exchange = exchange;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? value : 1);
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return (int) count(super.read(target, offset, length));
        }

        @Override
        public long skip(long length) throws IOException {
            return count(super.skip(length));
        }

        /** Answers here, because a handler that closes its exchange in any case leaves nothing to answer to. */
        private long count(long read) throws IOException {
            try {
                return limit.count(read);
            } catch (BodyTooLargeException ex) {
                if (!hasBegun(exchange)) {
                    refuse(exchange);
                    refused = true;
                }
                throw ex;
            }
        }

        @Override
        public boolean markSupported() {
            return false; // going back would count twice
        }
    }
}
