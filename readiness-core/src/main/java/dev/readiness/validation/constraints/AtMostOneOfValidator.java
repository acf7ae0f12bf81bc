package dev.readiness.validation.constraints;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks {@link AtMostOneOf}. */
public final class AtMostOneOfValidator implements ConstraintValidator<AtMostOneOf, Object> {

    private List<String> properties = List.of();

    private boolean required;

    @Override
    public void initialize(AtMostOneOf constraint) {
        properties = List.of(constraint.value());
        required = constraint.required();
        if (properties.size() < 2) {
            throw new IllegalArgumentException("'value' must name at least two properties but names " + properties);
        }
    }

    @Override
    public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
        if (value == null) {
            return true;
        }
        List<String> present = properties.stream()
                .filter(property -> isPresent(PropertyValues.of(value, property)))
                .toList();
        if (present.size() == 1 || (present.isEmpty() && !required)) {
            return true;
        }
        context.disableDefaultConstraintViolation();
        Stream<String> wrong = present.isEmpty()
                ? properties.stream().limit(1)
                : present.stream().skip(1);
        wrong.forEach(
                property -> context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                        .addPropertyNode(property)
                        .addConstraintViolation());
        return false;
    }

    private static boolean isPresent(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return !text.isEmpty();
        }
        if (value instanceof Collection<?> collection) {
            return !collection.isEmpty();
        }
        return value instanceof Map<?, ?> map ? !map.isEmpty() : value != null;
    }
}
