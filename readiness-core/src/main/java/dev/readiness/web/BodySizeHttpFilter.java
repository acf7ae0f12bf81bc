package dev.readiness.web;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Refuses requests to the JDK's HTTP server whose body is larger than allowed, with 413 and a problem document.
 *
 * <p>A request that announces too much is refused before anything is read; any other is counted while the handler reads
 * it, and the read fails with an {@link IOException} at the first byte too many. The handler lets that exception pass.
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
        BodyLimit limit = new BodyLimit(maxBytes);
        exchange.setStreams(new BoundedInputStream(exchange.getRequestBody(), limit), null);
        try {
            chain.doFilter(exchange);
        } catch (IOException | RuntimeException ex) {
            if (!limit.exceeded() || hasBegun(exchange)) {
                throw ex;
            }
            refuse(exchange);
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

    private static final class BoundedInputStream extends FilterInputStream {

        private final BodyLimit limit;

        BoundedInputStream(InputStream in, BodyLimit limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            limit.count(value < 0 ? value : 1);
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return limit.count(super.read(target, offset, length));
        }

        @Override
        public long skip(long length) throws IOException {
            return limit.count(super.skip(length));
        }

        @Override
        public boolean markSupported() {
            return false; // going back would count twice
        }
    }
}
