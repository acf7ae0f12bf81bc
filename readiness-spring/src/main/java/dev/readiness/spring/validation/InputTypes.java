package dev.readiness.spring.validation;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URL;
import java.util.Currency;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** Sorts the types that input is converted to. */
final class InputTypes {

    private InputTypes() {}

    /** Returns the type of the values that a publisher of the type brings, or the type itself. */
    static ResolvableType published(ResolvableType type) {
        ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type.resolve(Object.class));
        return adapter == null ? type : type.getGeneric(0);
    }

    /** Returns whether only well-formed, small values of the type can come out of a conversion. */
    static boolean isCheckedByConversion(Class<?> type) {
        return ClassUtils.isPrimitiveOrWrapper(type)
                || Number.class.isAssignableFrom(type)
                || type.isEnum()
                || type.getPackageName().equals("java.time")
                || Date.class.isAssignableFrom(type)
                || type == UUID.class
                || type == Locale.class
                || type == Currency.class
                || TimeZone.class.isAssignableFrom(type);
    }

    /** Returns whether the type holds text of any length. */
    static boolean isText(Class<?> type) {
        return CharSequence.class.isAssignableFrom(type)
                || type == URI.class
                || type == URL.class
                || type == byte[].class
                || type == char[].class;
    }

    /** Returns whether nothing can be known of what a value of the type consists of. */
    static boolean isOpaque(Class<?> type) {
        return type.isInterface()
                || type.getName().startsWith("java.")
                || type.getName().contains(".jackson.");
    }

    /** Returns the properties that input may set, with their types, by name. */
    static Map<String, ResolvableType> properties(Class<?> type) {
        return properties(ResolvableType.forClass(type));
    }

    /** Returns the properties that input may set, with their types as far as the arguments of {@code type} say them. */
    static Map<String, ResolvableType> properties(ResolvableType type) {
        Map<String, ResolvableType> properties = new LinkedHashMap<>();
        for (Class<?> level = type.resolve(Object.class);
                level != null && !level.getName().startsWith("java.");
                level = level.getSuperclass()) {
            for (Field field : level.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !Modifier.isTransient(field.getModifiers())
                        && !field.isSynthetic()) {
                    properties.putIfAbsent(field.getName(), ResolvableType.forField(field, type));
                }
            }
        }
        return properties;
    }
}
