package dev.readiness.spring.validation;

import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.Set;

/** Knows which constraints limit how long a text or how large a collection may be. */
final class ConstraintBounds {

    private static final Set<String> WITHOUT_BOUND = Set.of(
            "dev.readiness.validation.constraints.FormulaSafe",
            "dev.readiness.validation.constraints.PathInside",
            "dev.readiness.validation.constraints.SafeText",
            "jakarta.validation.constraints.NotNull",
            "jakarta.validation.constraints.NotBlank",
            "jakarta.validation.constraints.NotEmpty",
            "org.hibernate.validator.constraints.Normalized",
            "org.hibernate.validator.constraints.UniqueElements",
            "org.hibernate.validator.constraints.URL");

    private ConstraintBounds() {}

    /** Returns whether the constraint is a bound; one that is not known gets the benefit of the doubt. */
    static boolean isBound(ConstraintDescriptor<?> constraint) {
        if (constraint.getComposingConstraints().stream().anyMatch(ConstraintBounds::isBound)) {
            return true;
        }
        if (isOnlyComposed(constraint) || WITHOUT_BOUND.contains(nameOf(constraint))) {
            return false;
        }
        if (constraint.getAttributes().get("max") instanceof Integer max) {
            return max < Integer.MAX_VALUE;
        }
        return !(constraint.getAttributes().get("regexp") instanceof String regexp)
                || nameOf(constraint).endsWith(".Email")
                || RegexBounds.isBounded(regexp);
    }

    /** Returns whether the constraint may refuse a text shorter than {@code length}; one that is not known gets the benefit of the doubt. */
    static boolean mayDemandLength(ConstraintDescriptor<?> constraint, int length) {
        if (constraint.getComposingConstraints().stream().anyMatch(part -> mayDemandLength(part, length))) {
            return true;
        }
        if (isOnlyComposed(constraint) || WITHOUT_BOUND.contains(nameOf(constraint))) {
            return false;
        }
        return !(constraint.getAttributes().get("min") instanceof Integer min) || min >= length;
    }

    private static boolean isOnlyComposed(ConstraintDescriptor<?> constraint) {
        return constraint.getConstraintValidatorClasses().isEmpty()
                && !constraint.getComposingConstraints().isEmpty();
    }

    private static String nameOf(ConstraintDescriptor<?> constraint) {
        return constraint.getAnnotation().annotationType().getName();
    }
}
