package dev.readiness.web;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import dev.readiness.validation.ProblemDocument;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Refuses requests to the JDK's HTTP server whose body has a content coding, or unpacks those that are coded with gzip.
 *
 * <p>What is refused gets 415 with the header {@code Accept-Encoding}, as RFC 9110 section 15.5.16 says. Unpacking is
 * streamed; add a {@link BodySizeHttpFilter} behind this filter, and a bomb ends at its limit. One before this filter limits
 * what is sent. The header fields of the request stay as they are; a body that is not what they say gets 400 when it is
 * read, and the read fails with a {@link java.util.zip.ZipException} or {@link java.io.EOFException}.
 *
 * <p>A context has filters of its own, so that paths may differ. Safe for use by many threads.
 */
public final class CompressedBodyHttpFilter extends Filter {

    private final CompressedBodyFilter.Mode mode;

    /** Creates a filter. */
    public CompressedBodyHttpFilter(CompressedBodyFilter.Mode mode) {
        this.mode = Objects.requireNonNull(mode, "mode");
    }

    @Override
    public String description() {
        return switch (mode) {
            case REFUSE -> "refuses packed bodies";
            case UNPACK -> "unpacks bodies";
            case PASS -> "passes packed bodies on";
        };
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        List<String> codings = exchange.getRequestHeaders().getOrDefault("Content-Encoding", List.of());
        String coding = String.join(",", codings).trim().toLowerCase(Locale.ROOT);
        if (coding.isEmpty() || coding.equals("identity") || mode == CompressedBodyFilter.Mode.PASS) {
            chain.doFilter(exchange);
        } else if (mode == CompressedBodyFilter.Mode.UNPACK && (coding.equals("gzip") || coding.equals("x-gzip"))) {
            unpack(exchange, chain);
        } else {
            refuse(exchange);
        }
    }

    /** Answers where it is read, because a handler that closes its exchange in any case leaves nothing to answer to. */
    private static void unpack(HttpExchange exchange, Chain chain) throws IOException {
        boolean[] refused = new boolean[1];
        UnpackedBody body = new UnpackedBody(exchange.getRequestBody(), () -> {
            if (exchange.getResponseCode() == -1) {
                refused[0] = true;
                exchange.getResponseHeaders().set("Connection", "close");
                HttpExchangeProblemWriter.write(UnpackedBody.problem(), exchange);
            }
        });
        exchange.setStreams(body, null);
        try {
            chain.doFilter(exchange);
        } catch (IOException | RuntimeException ex) {
            if (!refused[0]) {
                throw ex;
            }
        }
    }

    private void refuse(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders()
                .set("Accept-Encoding", mode == CompressedBodyFilter.Mode.UNPACK ? "gzip, identity" : "identity");
        exchange.getResponseHeaders().set("Connection", "close"); // or the rest of the body would have to be read
        HttpExchangeProblemWriter.write(
                ProblemDocument.ofStatus(415).withDetail("The coding of the body is not accepted"), exchange);
    }
}
