package dev.readiness.validation;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.ValidationException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.validator.messageinterpolation.HibernateMessageInterpolatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Counts violations while they are found, for which a message interpolator is asked each time, and ends the validation that
 * finds too many.
 */
final class CountingInterpolator implements MessageInterpolator {

    /** What the validation that runs in this thread has found. */
    private static final ThreadLocal<@Nullable List<RecordedViolation.Found>> FOUND = new ThreadLocal<>();

    private final MessageInterpolator delegate;

    private final int most;

    CountingInterpolator(MessageInterpolator delegate, int most) {
        this.delegate = delegate;
        this.most = most;
    }

    /**
     * Returns what {@code validation} finds, or as much of it as is permitted.
     *
     * @param root the object that is validated, if there is one
     */
    <T> Set<ConstraintViolation<T>> limit(
            @Nullable T root, Class<T> rootType, Supplier<Set<ConstraintViolation<T>>> validation) {
        List<RecordedViolation.Found> outer = FOUND.get(); // a constraint may validate something else on its way
        List<RecordedViolation.Found> own = new ArrayList<>();
        FOUND.set(own);
        try {
            return validation.get();
        } catch (TooManyViolationsException ex) {
            Set<ConstraintViolation<T>> kept = new LinkedHashSet<>();
            own.forEach(violation -> kept.add(new RecordedViolation<>(root, rootType, violation)));
            return kept;
        } finally {
            if (outer == null) {
                FOUND.remove();
            } else {
                FOUND.set(outer);
            }
        }
    }

    @Override
    public String interpolate(String template, Context context) {
        String message = delegate.interpolate(template, context);
        record(template, message, context);
        return message;
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
        String message = delegate.interpolate(template, context, locale);
        record(template, message, context);
        return message;
    }

    private void record(String template, String message, Context context) {
        List<RecordedViolation.Found> list = FOUND.get();
        if (list != null && context instanceof HibernateMessageInterpolatorContext hibernate) {
            list.add(new RecordedViolation.Found(
                    template,
                    message,
                    context.getConstraintDescriptor(),
                    context.getValidatedValue(),
                    RecordedPath.of(hibernate.getPropertyPath())));
            if (list.size() >= most) {
                throw new TooManyViolationsException();
            }
        }
    }

    /** Hibernate Validator lets a validation exception pass as it is. */
    private static final class TooManyViolationsException extends ValidationException {

        private static final long serialVersionUID = 1L;

        @Override
        public Throwable fillInStackTrace() {
            return this; // it only ends the search
        }
    }
}
