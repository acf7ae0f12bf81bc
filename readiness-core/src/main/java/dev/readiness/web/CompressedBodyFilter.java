package dev.readiness.web;

import dev.readiness.validation.ProblemDocument;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Refuses bodies with a content coding, or unpacks those that are coded with gzip.
 *
 * <p>Containers do not unpack requests, so that an application reads a packed body as nonsense, unless something unpacks it
 * without a limit. What is refused gets 415 with the header {@code Accept-Encoding}, as RFC 9110 section 15.5.16 says.
 *
 * <p>Unpacking is streamed; put a {@link BodySizeFilter} behind this filter, and a bomb ends at its limit. One before this
 * filter limits what is sent. Forms and multipart requests are read by the container and are never unpacked.
 * A body that is not what its coding says gets 400, if the application makes nothing of the read that fails.
 *
 * <p>Safe for use by many threads.
 */
public final class CompressedBodyFilter implements Filter {

    /** What becomes of a body that is coded with gzip. */
    public enum Mode {
        /** It is refused, as any other coding is. */
        REFUSE,
        /** It is unpacked while the application reads it. */
        UNPACK,
        /** It is passed on as it is, whatever its coding. */
        PASS
    }

    private final Function<HttpServletRequest, Mode> modes;

    /** Creates a filter that does the same with all requests. */
    public CompressedBodyFilter(Mode mode) {
        Objects.requireNonNull(mode, "mode");
        this.modes = request -> mode;
    }

    /** Creates a filter that asks for each request, so that paths may differ. */
    public CompressedBodyFilter(Function<HttpServletRequest, Mode> modes) {
        this.modes = Objects.requireNonNull(modes, "modes");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Mode mode = request instanceof HttpServletRequest http && isCoded(http.getHeader("Content-Encoding"))
                ? modes.apply(http)
                : Mode.PASS;
        if (mode == Mode.PASS) {
            chain.doFilter(request, response);
        } else if (mode == Mode.UNPACK && isGzip((HttpServletRequest) request)) {
            unpack(new UnpackedRequest((HttpServletRequest) request), (HttpServletResponse) response, chain);
        } else {
            refuse(mode, (HttpServletResponse) response);
        }
    }

    /** What makes an answer of the failed read itself, as Spring MVC does, keeps it. */
    private static void unpack(UnpackedRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException ex) {
            if (!request.isMalformed() || response.isCommitted()) {
                throw ex;
            }
            response.resetBuffer(); // and not the header fields of the filters before
            ServletProblemWriter.write(UnpackedBody.problem(), response);
        }
    }

    private static boolean isCoded(@Nullable String coding) {
        return coding != null && !coding.isBlank() && !coding.trim().equalsIgnoreCase("identity");
    }

    private static boolean isGzip(HttpServletRequest request) {
        String coding = request.getHeader("Content-Encoding").trim().toLowerCase(Locale.ROOT);
        String type = Objects.requireNonNullElse(request.getContentType(), "").toLowerCase(Locale.ROOT);
        return (coding.equals("gzip") || coding.equals("x-gzip"))
                && Collections.list(request.getHeaders("Content-Encoding")).size() == 1
                && !type.startsWith("application/x-www-form-urlencoded")
                && !type.startsWith("multipart/");
    }

    private static void refuse(Mode mode, HttpServletResponse response) throws IOException {
        response.setHeader("Accept-Encoding", mode == Mode.UNPACK ? "gzip, identity" : "identity");
        response.setHeader("Connection", "close"); // or the rest of the body would have to be read
        ServletProblemWriter.write(
                ProblemDocument.ofStatus(415).withDetail("The coding of the body is not accepted"), response);
    }
}
