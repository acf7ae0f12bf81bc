package dev.readiness.spring.validation;

import java.lang.reflect.Field;
import org.springframework.util.ReflectionUtils;

/**
 * What a converter has beside its mapper: other mappers for some types, such as those of the actuator's answers and of the media
 * types of Spring HATEOAS, or a prefix. Spring gives it out in parts only or not at all, and who set it does not come again.
 */
final class ConverterState {

    private ConverterState() {}

    /** Gives {@code target} the value of a field of {@code source}, where there is such a field. */
    static void share(Class<?> declaring, String name, Object source, Object target) {
        Field field = ReflectionUtils.findField(declaring, name);
        if (field != null) {
            ReflectionUtils.makeAccessible(field);
            ReflectionUtils.setField(field, target, ReflectionUtils.getField(field, source));
        }
    }
}
