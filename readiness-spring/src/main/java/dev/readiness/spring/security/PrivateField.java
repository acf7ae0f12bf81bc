package dev.readiness.spring.security;

import java.lang.reflect.Field;
import java.util.Optional;
import org.springframework.util.ReflectionUtils;

/** Reads what a filter of Spring Security was configured with and does not tell. */
final class PrivateField {

    private PrivateField() {}

    /** Returns the value of the field, or nothing if this version has no such field or it holds nothing. */
    static <T> Optional<T> of(Object owner, String name, Class<T> type) {
        Field field = ReflectionUtils.findField(owner.getClass(), name);
        if (field == null) {
            return Optional.empty();
        }
        ReflectionUtils.makeAccessible(field);
        return Optional.ofNullable(ReflectionUtils.getField(field, owner))
                .filter(type::isInstance)
                .map(type::cast);
    }
}
