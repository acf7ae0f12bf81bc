package dev.readiness.validation.constraints;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Checks {@link Money}. */
public final class MoneyValidator implements ConstraintValidator<Money, BigDecimal> {

    private int scale;

    private int digits;

    private boolean negative;

    @Override
    public void initialize(Money constraint) {
        scale = between(0, constraint.scale(), 9, "scale");
        digits = between(1, constraint.digits(), 38, "digits");
        negative = constraint.negative();
    }

    @Override
    public boolean isValid(@Nullable BigDecimal value, ConstraintValidatorContext context) {
        if (value == null) {
            return true;
        }
        // In long, because a scale near the end of int, which 1E-2147483647 has, overflows.
        long whole = (long) value.precision() - value.scale();
        return value.scale() <= scale && whole <= digits - scale && (negative || value.signum() >= 0);
    }

    private static int between(int min, int value, int max, String name) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "'" + name + "' must be between " + min + " and " + max + " but is " + value);
        }
        return value;
    }
}
