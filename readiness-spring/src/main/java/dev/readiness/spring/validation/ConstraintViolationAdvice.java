package dev.readiness.spring.validation;

import dev.readiness.validation.ConstraintCodes;
import dev.readiness.validation.ConstraintMessages;
import dev.readiness.validation.JsonPointer;
import dev.readiness.validation.ProblemDocument;
import dev.readiness.validation.Violation;
import dev.readiness.web.ServletProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.io.IOException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
        List<Optional<Violation>> violations = exception.getConstraintViolations().stream()
                .map(violation -> Optional.ofNullable(toViolation(violation, handler, request)))
                .toList();
        if (violations.isEmpty() || violations.contains(Optional.<Violation>empty())) {
            throw exception;
        }
        ServletProblemWriter.write(
                ProblemDocument.invalidInput(violations.stream()
                        .flatMap(Optional::stream)
                        .sorted(Comparator.comparing(Violation::pointer))
                        .toList()),
                response);
    }

    private static @Nullable Violation toViolation(
            ConstraintViolation<?> violation, HandlerMethod handler, HttpServletRequest request) {
        Iterator<Path.Node> nodes = violation.getPropertyPath().iterator();
        if (!handler.getBeanType().isAssignableFrom(violation.getRootBeanClass())
                || nodes.next().getKind() != ElementKind.METHOD
                || !nodes.hasNext()) {
            return null;
        }
        Path.Node parameter = nodes.next();
        if (parameter.getKind() != ElementKind.PARAMETER) {
            return null;
        }
        int index = parameter.as(Path.ParameterNode.class).getParameterIndex();
        InputPlace place = InputPlace.of(handler.getMethodParameters()[index], request);
        return place.violation(
                rest(place.root(), nodes),
                ConstraintCodes.of(violation
                        .getConstraintDescriptor()
                        .getAnnotation()
                        .annotationType()
                        .getSimpleName()),
                ConstraintMessages.withoutValue(violation.getMessage(), violation.getInvalidValue()));
    }

    private static JsonPointer rest(JsonPointer root, Iterator<Path.Node> nodes) {
        JsonPointer pointer = root;
        while (nodes.hasNext()) {
            Path.Node node = nodes.next();
            if (node.getIndex() != null) {
                pointer = pointer.index(node.getIndex());
            }
            if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
                pointer = pointer.property(node.getName());
            }
        }
        return pointer;
    }
}
