package dev.readiness.validation.constraints;

import jakarta.validation.ConstraintDeclarationException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads properties of a record or a bean by name. */
final class PropertyValues {

    private PropertyValues() {}

    static @Nullable Object of(Object bean, String property) {
        Method accessor = accessorOf(bean.getClass(), property);
        try {
            accessor.setAccessible(true);
            return accessor.invoke(bean);
        } catch (IllegalAccessException ex) {
            throw new ConstraintDeclarationException("'" + property + "' cannot be read", ex);
        } catch (InvocationTargetException ex) {
            throw new ConstraintDeclarationException("'" + property + "' threw when it was read", ex);
        }
    }

    private static Method accessorOf(Class<?> type, String property) {
        String suffix =
                property.isEmpty() ? "" : property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
        return Stream.of(property, "get" + suffix, "is" + suffix)
                .flatMap(name -> methodsOf(type, name))
                .findFirst()
                .orElseThrow(() -> new ConstraintDeclarationException("'" + property + "' must be a property of "
                        + type.getName() + " but it has no method " + property + "(), get" + suffix + "() or is"
                        + suffix
                        + "()"));
    }

    private static Stream<Method> methodsOf(@Nullable Class<?> type, String name) {
        Stream<Method> methods = Stream.empty();
        for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
            methods = Stream.concat(methods, Stream.of(declaring.getDeclaredMethods()));
        }
        return methods.filter(method -> method.getName().equals(name)
                && method.getParameterCount() == 0
                && method.getReturnType() != void.class);
    }
}
