package dev.readiness.validation;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.ValidationException;
import jakarta.validation.metadata.ConstraintDescriptor;
import org.jspecify.annotations.Nullable;

/** A violation of a validation that was ended; it does not know the object that holds the value. */
record RecordedViolation<T>(@Nullable T root, Class<T> rootType, Found found) implements ConstraintViolation<T> {

    /** What was found before the validation ended. */
    record Found(
            String template,
            String message,
            ConstraintDescriptor<?> constraint,
            @Nullable Object value,
            Path path) {}

    @Override
    public String getMessage() {
        return found.message();
    }

    @Override
    public String getMessageTemplate() {
        return found.template();
    }

    @Override
    public @Nullable T getRootBean() {
        return root;
    }

    @Override
    public Class<T> getRootBeanClass() {
        return rootType;
    }

    @Override
    public @Nullable Object getLeafBean() {
        return null;
    }

    @Override
    public Object @Nullable [] getExecutableParameters() {
        return null;
    }

    @Override
    public @Nullable Object getExecutableReturnValue() {
        return null;
    }

    @Override
    public Path getPropertyPath() {
        return found.path();
    }

    @Override
    public @Nullable Object getInvalidValue() {
        return found.value();
    }

    @Override
    public ConstraintDescriptor<?> getConstraintDescriptor() {
        return found.constraint();
    }

    @Override
    public <U> U unwrap(Class<U> type) {
        if (!type.isInstance(this)) {
            throw new ValidationException("A violation that ended its validation is no " + type.getName());
        }
        return type.cast(this);
    }

    /** One that was found is no other that was, and the object that it is part of may be as large as a request. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
