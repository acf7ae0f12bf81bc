package dev.readiness.validation.constraints;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks {@link Bounded}. */
public final class BoundedValidator implements ConstraintValidator<Bounded, Object> {

    private int maxElements;

    private int maxDepth;

    @Override
    public void initialize(Bounded constraint) {
        maxElements = atLeastOne(constraint.elements(), "elements");
        maxDepth = atLeastOne(constraint.depth(), "depth");
    }

    @Override
    public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
        return value == null || left(value, maxElements, 1) >= 0;
    }

    /** Returns how many elements may still come after those of {@code container}, or a negative number. */
    private int left(Object container, int allowed, int depth) {
        if (depth > maxDepth) {
            return -1;
        }
        Collection<?> elements = elementsOf(container);
        if (elements == null) {
            return allowed - (container.getClass().isArray() ? Array.getLength(container) : 0);
        }
        int left = allowed;
        for (Object element : elements) {
            left--;
            if (left >= 0 && isContainer(element)) {
                left = left(element, left, depth + 1);
            }
            if (left < 0) {
                return -1;
            }
        }
        return left;
    }

    private static boolean isContainer(@Nullable Object value) {
        return value instanceof Collection<?>
                || value instanceof Map<?, ?>
                || (value != null && value.getClass().isArray());
    }

    private static @Nullable Collection<?> elementsOf(Object container) {
        if (container instanceof Map<?, ?> map) {
            return map.values();
        }
        if (container instanceof Object[] array) {
            return Arrays.asList(array);
        }
        return container instanceof Collection<?> collection ? collection : null;
    }

    private static int atLeastOne(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException("'" + name + "' must be at least 1 but is " + value);
        }
        return value;
    }
}
