package dev.readiness.spring.validation;

import java.lang.reflect.Field;
import org.springframework.util.ReflectionUtils;

/**
 * The mappers that a converter has for some types: those of the actuator's answers, and of the media types of Spring HATEOAS.
 * Spring gives them out type by type only, and who registered them does not come again.
 */
final class OwnMappers {

    private OwnMappers() {}

    /** Gives {@code target} those of {@code source}, which may get more later. */
    static void share(Class<?> declaring, String name, Object source, Object target) {
        Field field = ReflectionUtils.findField(declaring, name);
        if (field != null) {
            ReflectionUtils.makeAccessible(field);
            ReflectionUtils.setField(field, target, ReflectionUtils.getField(field, source));
        }
    }
}
