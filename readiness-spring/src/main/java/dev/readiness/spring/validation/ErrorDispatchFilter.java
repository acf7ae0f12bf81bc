package dev.readiness.spring.validation;

import dev.readiness.validation.ProblemDocument;
import dev.readiness.web.ServletProblemWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Answers the error dispatch with a problem document that says no more than the status does, unless the client wants HTML.
 *
 * <p>Whatever no advice sees ends here: exceptions of filters and handlers, refusals of Spring Security. Headers such as
 * {@code WWW-Authenticate} stay.
 */
class ErrorDispatchFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        if (request.getDispatcherType() == DispatcherType.ERROR
                && status instanceof Integer code
                && code >= 400
                && code <= 599
                && !response.isCommitted()
                && !wantsHtml(request.getHeader("Accept"))) {
            ServletProblemWriter.write(ProblemDocument.ofStatus(code), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean wantsHtml(@Nullable String accept) {
        return accept != null && accept.contains("text/html") && !accept.contains("json");
    }
}
