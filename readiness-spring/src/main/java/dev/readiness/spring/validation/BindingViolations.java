package dev.readiness.spring.validation;

import dev.readiness.validation.ConstraintCodes;
import dev.readiness.validation.ConstraintMessages;
import dev.readiness.validation.JsonPointer;
import dev.readiness.validation.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;

/** Reads violations from what Spring's two ways of validating a handler's parameters leave behind. */
final class BindingViolations {

    private static final Comparator<Violation> BY_PLACE = Comparator.comparing(Violation::in)
            .thenComparing(Violation::pointer)
            .thenComparing(Violation::code);

    private BindingViolations() {}

    static List<Violation> of(Errors errors, MethodParameter parameter, @Nullable String contentType) {
        InputPlace place = InputPlace.of(parameter, contentType);
        return sorted(ofErrors(errors, place, place.root()));
    }

    /** Returns what is wrong with an object that is not a parameter of a handler. */
    static List<Violation> of(Errors errors, @Nullable String contentType) {
        InputPlace place = InputPlace.parameter(contentType);
        return sorted(ofErrors(errors, place, place.root()));
    }

    static List<Violation> of(List<ParameterValidationResult> results, @Nullable String contentType) {
        List<Violation> violations = new ArrayList<>();
        for (ParameterValidationResult result : results) {
            InputPlace place = InputPlace.of(result.getMethodParameter(), contentType);
            JsonPointer pointer = inContainer(place.root(), result);
            if (result instanceof ParameterErrors errors) {
                violations.addAll(ofErrors(errors, place, pointer));
            } else {
                result.getResolvableErrors()
                        .forEach(error -> violations.add(violation(place, pointer, error, result.getArgument())));
            }
        }
        return sorted(violations);
    }

    private static List<Violation> ofErrors(Errors errors, InputPlace place, JsonPointer root) {
        List<Violation> violations = new ArrayList<>();
        errors.getGlobalErrors().forEach(error -> violations.add(violation(place, root, error, null)));
        for (FieldError error : errors.getFieldErrors()) {
            JsonPointer pointer = root.path(error.getField());
            violations.add(
                    error.isBindingFailure()
                            ? place.violation(pointer, "type-mismatch", ExpectedTypes.messageFor(requiredType(error)))
                            : violation(place, pointer, error, error.getRejectedValue()));
        }
        return violations;
    }

    private static @Nullable Class<?> requiredType(FieldError error) {
        return error.contains(TypeMismatchException.class)
                ? error.unwrap(TypeMismatchException.class).getRequiredType()
                : null;
    }

    private static Violation violation(
            InputPlace place, JsonPointer pointer, MessageSourceResolvable error, @Nullable Object value) {
        String[] codes = error.getCodes();
        String code = codes == null || codes.length == 0 ? "invalid" : codes[codes.length - 1];
        return place.violation(
                pointer, ConstraintCodes.of(code), ConstraintMessages.withoutValue(error.getDefaultMessage(), value));
    }

    private static JsonPointer inContainer(JsonPointer root, ParameterValidationResult result) {
        if (result.getContainerIndex() != null) {
            return root.index(result.getContainerIndex());
        }
        return result.getContainerKey() == null ? root : root.property(String.valueOf(result.getContainerKey()));
    }

    private static List<Violation> sorted(List<Violation> violations) {
        return violations.stream().sorted(BY_PLACE).toList();
    }
}
