package dev.readiness.validation;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.executable.ExecutableValidator;
import jakarta.validation.metadata.BeanDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Set;

/** A validator whose violations are counted while it finds them. */
final class LimitedValidator implements Validator {

    private final Validator delegate;

    private final CountingInterpolator counting;

    LimitedValidator(Validator delegate, CountingInterpolator counting) {
        this.delegate = delegate;
        this.counting = counting;
    }

    @Override
    public <T> Set<ConstraintViolation<T>> validate(T object, Class<?>... groups) {
        return counting.limit(object, typeOf(object), () -> delegate.validate(object, groups));
    }

    @Override
    public <T> Set<ConstraintViolation<T>> validateProperty(T object, String property, Class<?>... groups) {
        return counting.limit(object, typeOf(object), () -> delegate.validateProperty(object, property, groups));
    }

    @Override
    public <T> Set<ConstraintViolation<T>> validateValue(
            Class<T> type, String property, Object value, Class<?>... groups) {
        return counting.limit(null, type, () -> delegate.validateValue(type, property, value, groups));
    }

    @Override
    public BeanDescriptor getConstraintsForClass(Class<?> type) {
        return delegate.getConstraintsForClass(type);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return type.isInstance(this) ? type.cast(this) : delegate.unwrap(type);
    }

    @Override
    public ExecutableValidator forExecutables() {
        return new LimitedExecutableValidator(delegate.forExecutables(), counting);
    }

    @SuppressWarnings("unchecked")
    private static <T> Class<T> typeOf(T object) {
        return object == null ? (Class<T>) Object.class : (Class<T>) object.getClass();
    }

    private record LimitedExecutableValidator(ExecutableValidator delegate, CountingInterpolator counting)
            implements ExecutableValidator {

        @Override
        public <T> Set<ConstraintViolation<T>> validateParameters(
                T object, Method method, Object[] values, Class<?>... groups) {
            return counting.limit(
                    object, typeOf(object), () -> delegate.validateParameters(object, method, values, groups));
        }

        @Override
        public <T> Set<ConstraintViolation<T>> validateReturnValue(
                T object, Method method, Object value, Class<?>... groups) {
            return counting.limit(
                    object, typeOf(object), () -> delegate.validateReturnValue(object, method, value, groups));
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> Set<ConstraintViolation<T>> validateConstructorParameters(
                Constructor<? extends T> constructor, Object[] values, Class<?>... groups) {
            return counting.limit(
                    null,
                    (Class<T>) constructor.getDeclaringClass(),
                    () -> delegate.validateConstructorParameters(constructor, values, groups));
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> Set<ConstraintViolation<T>> validateConstructorReturnValue(
                Constructor<? extends T> constructor, T created, Class<?>... groups) {
            return counting.limit(
                    null,
                    (Class<T>) constructor.getDeclaringClass(),
                    () -> delegate.validateConstructorReturnValue(constructor, created, groups));
        }
    }
}
