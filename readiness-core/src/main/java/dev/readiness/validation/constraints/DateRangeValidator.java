package dev.readiness.validation.constraints;

import jakarta.validation.ConstraintDeclarationException;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import org.jspecify.annotations.Nullable;

/** Checks {@link DateRange}. */
public final class DateRangeValidator implements ConstraintValidator<DateRange, Object> {

    private String from = "";

    private String to = "";

    private boolean allowEqual;

    private @Nullable TemporalAmount max;

    @Override
    public void initialize(DateRange constraint) {
        from = constraint.from();
        to = constraint.to();
        allowEqual = constraint.allowEqual();
        max = constraint.max().isEmpty() ? null : amount(constraint.max());
    }

    @Override
    public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
        if (value == null) {
            return true;
        }
        Object first = PropertyValues.of(value, from);
        Object last = PropertyValues.of(value, to);
        if (first == null || last == null || isRange(first, last)) {
            return true;
        }
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                .addPropertyNode(to)
                .addConstraintViolation();
        return false;
    }

    private boolean isRange(Object first, Object last) {
        int order = compare(first, last);
        return (order < 0 || (order == 0 && allowEqual)) && isNotTooLong(first, last);
    }

    private boolean isNotTooLong(Object first, Object last) {
        if (max == null || !(first instanceof Temporal temporal)) {
            return true;
        }
        try {
            return compare(temporal.plus(max), last) >= 0;
        } catch (DateTimeException | ArithmeticException ex) {
            return false; // beyond the end of time
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private int compare(Object first, Object last) {
        if (!(first instanceof Comparable comparable) || first.getClass() != last.getClass()) {
            throw new ConstraintDeclarationException("'" + from + "' and '" + to
                    + "' must be of one comparable type but are "
                    + first.getClass().getName() + " and " + last.getClass().getName());
        }
        return comparable.compareTo(last);
    }

    private static TemporalAmount amount(String text) {
        try {
            return text.contains("T") ? Duration.parse(text) : Period.parse(text);
        } catch (DateTimeException ex) {
            throw new IllegalArgumentException("'max' must be like P31D or PT8H but is '" + text + "'", ex);
        }
    }
}
