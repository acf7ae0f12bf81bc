package dev.readiness.web;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import dev.readiness.validation.ProblemDocument;
import dev.readiness.validation.Violation;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests to the JDK's HTTP server with more header fields (431, RFC 6585) or more parameters (400) than allowed.
 *
 * <p>Parameters are those of the query and those of a form in the body. The former are counted before the handler is called;
 * the latter while it reads the body, and the read fails with an {@link IOException} at the first one too many. The handler
 * lets that exception pass. A field that is sent twice counts twice. The server refuses more than 200 header fields itself,
 * without a problem document ({@code jdk.httpserver.maxReqHeaders}).
 *
 * <p>A context has filters of its own, so that paths may differ. Safe for use by many threads.
 */
public final class RequestCountHttpFilter extends Filter {

    private final int maxHeaders;

    private final int maxParameters;

    /**
     * Creates a filter.
     *
     * @param maxHeaders how many header fields a request may have, 1 or more; {@link Integer#MAX_VALUE} for any
     * @param maxParameters how many parameters a request may have, 0 or more; {@link Integer#MAX_VALUE} for any
     */
    public RequestCountHttpFilter(int maxHeaders, int maxParameters) {
        if (maxHeaders < 1) {
            throw new IllegalArgumentException("'maxHeaders' must be at least 1 but is " + maxHeaders);
        }
        if (maxParameters < 0) {
            throw new IllegalArgumentException("'maxParameters' must be at least 0 but is " + maxParameters);
        }
        this.maxHeaders = maxHeaders;
        this.maxParameters = maxParameters;
    }

    @Override
    public String description() {
        return "refuses more than " + maxHeaders + " header fields or " + maxParameters + " parameters";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        int headers = exchange.getRequestHeaders().values().stream()
                .mapToInt(List::size)
                .sum();
        int ofQuery = Ampersands.parameters(exchange.getRequestURI().getRawQuery());
        if (headers > maxHeaders) {
            refuse(ProblemDocument.tooManyHeaders(maxHeaders), exchange);
        } else if (ofQuery > maxParameters) {
            refuse(ProblemDocument.tooManyParameters(Violation.In.QUERY, maxParameters), exchange);
        } else if (isForm(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            countForm(exchange, chain, ofQuery);
        } else {
            chain.doFilter(exchange);
        }
    }

    private void countForm(HttpExchange exchange, Chain chain, int ofQuery) throws IOException {
        CountedForm form = new CountedForm(exchange.getRequestBody(), maxParameters - ofQuery);
        exchange.setStreams(form, null);
        try {
            chain.doFilter(exchange);
        } catch (IOException | RuntimeException ex) {
            if (!form.exceeded || exchange.getResponseCode() != -1) {
                throw ex;
            }
            refuse(ProblemDocument.tooManyParameters(Violation.In.FORM, maxParameters), exchange);
        }
    }

    private static boolean isForm(@Nullable String type) {
        return type != null && type.trim().toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    private static void refuse(ProblemDocument problem, HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Connection", "close"); // or the body would have to be read
        HttpExchangeProblemWriter.write(problem, exchange);
    }

    private static final class CountedForm extends FilterInputStream {

        private int left;

        private boolean begun;

        private boolean exceeded;

        CountedForm(InputStream in, int most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            if (read > 0 && !begun) {
                begun = true;
                left--;
            }
            for (int i = offset; i < offset + read; i++) {
                if (target[i] == '&') {
                    left--;
                }
            }
            if (left < 0) {
                exceeded = true;
                throw new IOException("Form has more parameters than allowed");
            }
            return read;
        }

        @Override
        public long skip(long length) throws IOException {
            byte[] skipped = new byte[(int) Math.min(Math.max(length, 0), 8_192)];
            return Math.max(0, read(skipped, 0, skipped.length)); // what is skipped counts too
        }

        @Override
        public boolean markSupported() {
            return false; // going back would count twice
        }
    }
}
