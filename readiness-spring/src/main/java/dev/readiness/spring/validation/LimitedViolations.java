package dev.readiness.spring.validation;

import dev.readiness.validation.InvalidInputException;
import dev.readiness.validation.ViolationLimit;
import jakarta.validation.Validator;
import java.lang.reflect.Method;
import java.util.Objects;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ReflectionUtils;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/**
 * Lets Spring's validators stop at one violation more than an answer holds, so that the answer can say that there are more.
 *
 * <p>What binds, validates methods or is injected as a validator is one and the same bean, which asks a validator inside of
 * it. Spring gives no other way to replace that one and to keep the bean.
 */
final class LimitedViolations implements BeanPostProcessor {

    private static final int MOST = InvalidInputException.MAX_VIOLATIONS + 1;

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof LocalValidatorFactoryBean factory) {
            Method setter = Objects.requireNonNull(
                    ReflectionUtils.findMethod(SpringValidatorAdapter.class, "setTargetValidator", Validator.class),
                    "SpringValidatorAdapter.setTargetValidator");
            ReflectionUtils.makeAccessible(setter);
            ReflectionUtils.invokeMethod(setter, factory, ViolationLimit.of(factory, MOST));
        }
        return bean;
    }
}
