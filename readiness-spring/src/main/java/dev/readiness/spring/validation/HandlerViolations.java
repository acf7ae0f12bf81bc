package dev.readiness.spring.validation;

import dev.readiness.validation.ConstraintCodes;
import dev.readiness.validation.ConstraintMessages;
import dev.readiness.validation.JsonPointer;
import dev.readiness.validation.Violation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;

/** Reads violations from what a controller with {@code @Validated} on its class throws. */
final class HandlerViolations {

    private HandlerViolations() {}

    /** Returns the violations if all are of the handler's own parameters, which only the client can have caused. */
    static List<Violation> of(
            ConstraintViolationException exception, HandlerMethod handler, @Nullable String contentType) {
        List<Optional<Violation>> violations = exception.getConstraintViolations().stream()
                .map(violation -> Optional.ofNullable(toViolation(violation, handler, contentType)))
                .toList();
        if (violations.contains(Optional.<Violation>empty())) {
            return List.of();
        }
        return violations.stream()
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Violation::pointer))
                .toList();
    }

    private static @Nullable Violation toViolation(
            ConstraintViolation<?> violation, HandlerMethod handler, @Nullable String contentType) {
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
        InputPlace place = InputPlace.of(handler.getMethodParameters()[index], contentType);
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
            } else if (node.getKey() != null) {
                pointer = pointer.property(node.getKey().toString());
            }
            if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
                pointer = pointer.property(node.getName());
            }
        }
        return pointer;
    }
}
