package dev.readiness.spring.validation;

import dev.readiness.validation.ProblemDocument;
import dev.readiness.validation.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.codec.DecodingException;
import org.springframework.validation.BindException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;

/** Turns Spring WebFlux's refusals into problem documents that repeat nothing of the request. */
final class ReactiveRefusals {

    private ReactiveRefusals() {}

    static ProblemDocument of(Throwable exception, int status, @Nullable String contentType) {
        List<Violation> violations = status < 500 ? violations(exception, contentType) : List.of();
        return violations.isEmpty() ? ChosenProblems.of(exception, status) : ProblemDocument.invalidInput(violations);
    }

    private static List<Violation> violations(Throwable exception, @Nullable String contentType) {
        if (exception instanceof WebExchangeBindException invalid && invalid.getMethodParameter() != null) {
            return BindingViolations.of(invalid.getBindingResult(), invalid.getMethodParameter(), contentType);
        }
        if (exception instanceof BindException invalid) {
            return BindingViolations.of(invalid.getBindingResult(), contentType);
        }
        if (exception instanceof HandlerMethodValidationException invalid) {
            return BindingViolations.of(invalid.getParameterValidationResults(), contentType);
        }
        if (exception instanceof ServerWebInputException input && input.getMethodParameter() != null) {
            return List.of(violation(input, input.getMethodParameter(), contentType));
        }
        return List.of();
    }

    private static Violation violation(
            ServerWebInputException exception, MethodParameter parameter, @Nullable String contentType) {
        InputPlace place = InputPlace.of(parameter, contentType);
        Throwable cause = exception.getCause();
        if (exception instanceof MissingRequestValueException) {
            return place.violation(place.root(), "missing", "must be present");
        }
        if (cause instanceof TypeMismatchException mismatch) {
            return place.violation(place.root(), "type-mismatch", ExpectedTypes.messageFor(mismatch.getRequiredType()));
        }
        if (cause instanceof DecodingException unreadable) {
            return UnreadableBody.violation(causeOf(unreadable));
        }
        return cause == null && parameter.hasParameterAnnotation(RequestBody.class)
                ? UnreadableBody.violation(null)
                : place.violation(place.root(), "invalid", "is not valid");
    }

    /** Spring says only by its words that there was no body. */
    private static @Nullable Throwable causeOf(DecodingException unreadable) {
        if (unreadable.getCause() != null) {
            return unreadable.getCause();
        }
        String message = unreadable.getMessage();
        return message != null && message.startsWith("No request body") ? null : unreadable;
    }
}
