package dev.readiness.spring.validation;

import dev.readiness.validation.ProblemDocument;
import dev.readiness.validation.Violation;
import dev.readiness.validation.Violation.In;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestCookieException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.server.ResponseStatusException;

/** Turns Spring MVC's refusals into problem documents that repeat nothing of the request. */
final class RefusalDocuments {

    private RefusalDocuments() {}

    static ProblemDocument of(Exception exception, int status, HttpServletRequest request) {
        List<Violation> violations = status < 500 ? violations(exception, request) : List.of();
        if (!violations.isEmpty()) {
            return ProblemDocument.invalidInput(violations);
        }
        return isChosenByApplication(exception)
                ? copyOf(((ErrorResponseException) exception).getBody(), status)
                : ProblemDocument.ofStatus(status);
    }

    private static List<Violation> violations(Exception exception, HttpServletRequest request) {
        if (exception instanceof MethodArgumentNotValidException invalid) {
            return BindingViolations.of(invalid.getBindingResult(), invalid.getParameter(), request);
        }
        if (exception instanceof HandlerMethodValidationException invalid) {
            return BindingViolations.of(invalid.getParameterValidationResults(), request);
        }
        if (exception instanceof MethodArgumentTypeMismatchException mismatch) {
            return List.of(typeMismatch(mismatch, request));
        }
        if (exception instanceof HttpMessageNotReadableException unreadable) {
            return List.of(UnreadableBody.violation(unreadable.getCause()));
        }
        return missing(exception, request);
    }

    private static Violation typeMismatch(MethodArgumentTypeMismatchException mismatch, HttpServletRequest request) {
        InputPlace place = InputPlace.of(mismatch.getParameter(), request);
        return place.violation(place.root(), "type-mismatch", ExpectedTypes.messageFor(mismatch.getRequiredType()));
    }

    private static List<Violation> missing(Exception exception, HttpServletRequest request) {
        if (exception instanceof MissingServletRequestParameterException parameter) {
            return missing(In.QUERY, parameter.getParameterName(), request);
        }
        if (exception instanceof MissingRequestHeaderException header) {
            return missing(In.HEADER, header.getHeaderName(), request);
        }
        if (exception instanceof MissingRequestCookieException cookie) {
            return missing(In.COOKIE, cookie.getCookieName(), request);
        }
        if (exception instanceof MissingServletRequestPartException part) {
            return missing(In.PART, part.getRequestPartName(), request);
        }
        return List.of();
    }

    private static List<Violation> missing(In in, String name, HttpServletRequest request) {
        InputPlace place = InputPlace.named(in, name, request);
        return List.of(place.violation(place.root(), "missing", "must be present"));
    }

    /** What the application's own code wrote for the client is sent; what the framework wrote may repeat the value. */
    private static boolean isChosenByApplication(Exception exception) {
        return exception instanceof ErrorResponseException
                && (exception.getClass() == ResponseStatusException.class
                        || !exception.getClass().getName().startsWith("org.springframework.")
                        || exception.getClass() == ErrorResponseException.class);
    }

    private static ProblemDocument copyOf(ProblemDetail detail, int status) {
        ProblemDocument blank = ProblemDocument.ofStatus(status);
        URI type = Objects.requireNonNullElse(detail.getType(), blank.type());
        String title = Objects.requireNonNullElse(detail.getTitle(), blank.title());
        Map<String, Object> properties = Objects.requireNonNullElse(detail.getProperties(), Map.of());
        return withProperties(
                new ProblemDocument(type, title, status, detail.getDetail(), detail.getInstance(), Map.of()),
                properties);
    }

    private static ProblemDocument withProperties(
            ProblemDocument problem, Map<String, ? extends @Nullable Object> properties) {
        ProblemDocument extended = problem;
        for (Map.Entry<String, ? extends @Nullable Object> property : properties.entrySet()) {
            if (property.getValue() != null) {
                extended = extended.with(property.getKey(), jsonValue(property.getValue()));
            }
        }
        return extended;
    }

    private static Object jsonValue(Object value) {
        boolean isJson = value instanceof Number || value instanceof Boolean;
        return isJson ? value : value.toString();
    }
}
