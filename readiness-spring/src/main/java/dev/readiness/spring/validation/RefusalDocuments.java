package dev.readiness.spring.validation;

import dev.readiness.validation.ProblemDocument;
import dev.readiness.validation.Violation;
import dev.readiness.validation.Violation.In;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestCookieException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** Turns Spring MVC's refusals into problem documents that repeat nothing of the request. */
final class RefusalDocuments {

    private RefusalDocuments() {}

    static ProblemDocument of(Exception exception, int status, HttpServletRequest request) {
        List<Violation> violations = status < 500 ? violations(exception, request.getContentType()) : List.of();
        if (!violations.isEmpty()) {
            return ProblemDocument.invalidInput(violations);
        }
        return ChosenProblems.of(exception, status);
    }

    private static List<Violation> violations(Exception exception, @Nullable String contentType) {
        if (exception instanceof MethodArgumentNotValidException invalid) {
            return BindingViolations.of(invalid.getBindingResult(), invalid.getParameter(), contentType);
        }
        if (exception instanceof BindException invalid) {
            return BindingViolations.of(invalid.getBindingResult(), contentType);
        }
        if (exception instanceof HandlerMethodValidationException invalid) {
            return BindingViolations.of(invalid.getParameterValidationResults(), contentType);
        }
        if (exception instanceof MethodArgumentTypeMismatchException mismatch) {
            return List.of(typeMismatch(mismatch, contentType));
        }
        if (exception instanceof HttpMessageNotReadableException unreadable) {
            return List.of(UnreadableBody.violation(unreadable.getCause()));
        }
        return missing(exception, contentType);
    }

    private static Violation typeMismatch(MethodArgumentTypeMismatchException mismatch, @Nullable String contentType) {
        InputPlace place = InputPlace.of(mismatch.getParameter(), contentType);
        return place.violation(place.root(), "type-mismatch", ExpectedTypes.messageFor(mismatch.getRequiredType()));
    }

    private static List<Violation> missing(Exception exception, @Nullable String contentType) {
        if (exception instanceof MissingServletRequestParameterException parameter) {
            return missing(In.QUERY, parameter.getParameterName(), contentType);
        }
        if (exception instanceof MissingRequestHeaderException header) {
            return missing(In.HEADER, header.getHeaderName(), contentType);
        }
        if (exception instanceof MissingRequestCookieException cookie) {
            return missing(In.COOKIE, cookie.getCookieName(), contentType);
        }
        if (exception instanceof MissingServletRequestPartException part) {
            return missing(In.PART, part.getRequestPartName(), contentType);
        }
        return List.of();
    }

    private static List<Violation> missing(In in, String name, @Nullable String contentType) {
        InputPlace place = InputPlace.named(in, name, contentType);
        return List.of(place.violation(place.root(), "missing", "must be present"));
    }
}
