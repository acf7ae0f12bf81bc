package dev.readiness.web;

import dev.readiness.validation.ProblemDocument;
import dev.readiness.validation.Violation;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Refuses servlet requests with more header fields (431, RFC 6585) or more parameters (400) than allowed.
 *
 * <p>Parameters are those of the query and those of a form in the body; the parts of a multipart request are not counted
 * here. A field that is sent twice counts twice.
 *
 * <p>Safe for use by many threads.
 */
public final class RequestCountFilter implements Filter {

    private final ToIntFunction<HttpServletRequest> maxHeaders;

    private final ToIntFunction<HttpServletRequest> maxParameters;

    /**
     * Creates a filter with one number of header fields for all requests.
     *
     * @param maxHeaders how many header fields a request may have, {@link Integer#MAX_VALUE} for any
     * @param maxParameters says how many parameters a request may have, {@link Integer#MAX_VALUE} for any
     */
    public RequestCountFilter(int maxHeaders, ToIntFunction<HttpServletRequest> maxParameters) {
        this(request -> maxHeaders, maxParameters);
        if (maxHeaders < 1) {
            throw new IllegalArgumentException("'maxHeaders' must be at least 1 but is " + maxHeaders);
        }
    }

    /**
     * Creates a filter that asks for each request, so that paths may differ.
     *
     * @param maxHeaders says how many header fields a request may have, {@link Integer#MAX_VALUE} for any
     * @param maxParameters says how many parameters a request may have, {@link Integer#MAX_VALUE} for any
     */
    public RequestCountFilter(
            ToIntFunction<HttpServletRequest> maxHeaders, ToIntFunction<HttpServletRequest> maxParameters) {
        this.maxHeaders = Objects.requireNonNull(maxHeaders, "maxHeaders");
        this.maxParameters = Objects.requireNonNull(maxParameters, "maxParameters");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ProblemDocument problem = request instanceof HttpServletRequest http ? problemOf(http) : null;
        if (problem == null) {
            chain.doFilter(request, response);
        } else {
            HttpServletResponse httpResponse = (HttpServletResponse) response;
            httpResponse.setHeader("Connection", "close"); // or the body would have to be read
            ServletProblemWriter.write(problem, httpResponse);
        }
    }

    private @Nullable ProblemDocument problemOf(HttpServletRequest request) {
        int mostHeaders = maxHeaders.applyAsInt(request);
        if (mostHeaders < Integer.MAX_VALUE && headers(request) > mostHeaders) {
            return ProblemDocument.tooManyHeaders(mostHeaders);
        }
        int allowed = maxParameters.applyAsInt(request);
        if (allowed < Integer.MAX_VALUE) {
            if (Ampersands.parameters(request.getQueryString()) > allowed) {
                return ProblemDocument.tooManyParameters(Violation.In.QUERY, allowed);
            }
            if (isForm(request) && parametersOfForm(request) > allowed) {
                return ProblemDocument.tooManyParameters(Violation.In.FORM, allowed);
            }
        }
        return null;
    }

    private static int headers(HttpServletRequest request) {
        int count = 0;
        Enumeration<String> names = request.getHeaderNames();
        while (names.hasMoreElements()) {
            Enumeration<String> values = request.getHeaders(names.nextElement());
            while (values.hasMoreElements()) {
                values.nextElement();
                count++;
            }
        }
        return count;
    }

    /** Includes those of the query. */
    private static int parametersOfForm(HttpServletRequest request) {
        return request.getParameterMap().values().stream()
                .mapToInt(values -> values.length)
                .sum();
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }
}
