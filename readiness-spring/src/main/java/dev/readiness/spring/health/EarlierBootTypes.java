package dev.readiness.spring.health;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** The health types of Spring Boot 3.5 by their names, because this library is not compiled against them. */
final class EarlierBootTypes {

    static final String PACKAGE = "org.springframework.boot.actuate.health.";

    private final ClassLoader loader;

    private EarlierBootTypes(ClassLoader loader) {
        this.loader = loader;
    }

    static EarlierBootTypes of(ApplicationContext context) {
        return new EarlierBootTypes(Objects.requireNonNull(context.getClassLoader()));
    }

    ClassLoader loader() {
        return loader;
    }

    Class<?> named(String name) {
        return ClassUtils.resolveClassName(PACKAGE + name, loader);
    }

    boolean isInstance(String type, @Nullable Object object) {
        return named(type).isInstance(object);
    }

    /** Calls {@code method} of {@code type}, on {@code target} unless it is static. */
    @Nullable
    Object call(@Nullable Object target, String type, String method, Object... arguments) {
        Method found = Arrays.stream(ReflectionUtils.getAllDeclaredMethods(named(type)))
                .filter(candidate -> candidate.getName().equals(method))
                .filter(candidate -> takes(candidate, arguments)) // some names are overloaded
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Spring Boot's " + type + " has no " + method));
        return ReflectionUtils.invokeMethod(found, target, arguments);
    }

    private static boolean takes(Method method, Object... arguments) {
        return method.getParameterCount() == arguments.length
                && IntStream.range(0, arguments.length)
                        .allMatch(i -> ClassUtils.isAssignableValue(method.getParameterTypes()[i], arguments[i]));
    }
}
