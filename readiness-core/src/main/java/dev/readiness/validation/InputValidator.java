package dev.readiness.validation;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Checks input against the Jakarta Validation constraints of its type.
 *
 * <p>Safe for use by many threads, as the {@link Validator} that it asks is.
 */
public final class InputValidator {

    private final Validator validator;

    private InputValidator(Validator validator) {
        this.validator = Objects.requireNonNull(validator, "validator");
    }

    /** Returns an input validator that asks {@code validator}. */
    public static InputValidator using(Validator validator) {
        return new InputValidator(validator);
    }

    /** Returns everything that is wrong with {@code body}, ordered by pointer; an empty list if nothing is. */
    public List<Violation> validate(Object body) {
        Set<ConstraintViolation<Object>> violations = validator.validate(body);
        if (violations.isEmpty()) {
            return List.of();
        }
        return violations.stream()
                .map(InputValidator::toViolation)
                .sorted(Comparator.comparing(Violation::pointer).thenComparing(Violation::code))
                .toList();
    }

    /**
     * Returns {@code body} if nothing is wrong with it.
     *
     * @throws InvalidInputException with all violations, up to {@value InvalidInputException#MAX_VIOLATIONS}
     */
    public <T> T requireValid(T body) {
        List<Violation> violations = validate(body);
        if (!violations.isEmpty()) {
            throw new InvalidInputException(violations);
        }
        return body;
    }

    private static Violation toViolation(ConstraintViolation<?> violation) {
        Class<?> constraint =
                violation.getConstraintDescriptor().getAnnotation().annotationType();
        return new Violation(
                Violation.In.BODY,
                JsonPointers.of(violation.getPropertyPath()),
                ConstraintCodes.of(constraint.getSimpleName()),
                ConstraintMessages.withoutValue(violation.getMessage(), violation.getInvalidValue()));
    }
}
