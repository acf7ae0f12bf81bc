package dev.readiness.spring.validation;

import dev.readiness.validation.ProblemDocument;
import dev.readiness.validation.Violation;
import dev.readiness.web.ServletProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.HandlerMethod;

/**
 * Answers what a controller with {@code @Validated} on its class refuses.
 *
 * <p>Only violations of the handler's own parameters are the client's fault. The same exception from a deeper layer, or
 * about a return value, goes its usual way.
 */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ConstraintViolationAdvice {

    @ExceptionHandler
    void refuse(
            ConstraintViolationException exception,
            HandlerMethod handler,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        List<Violation> violations = HandlerViolations.of(exception, handler, request.getContentType());
        if (violations.isEmpty()) {
            throw exception;
        }
        ServletProblemWriter.write(ProblemDocument.invalidInput(violations), response);
    }
}
