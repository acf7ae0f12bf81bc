package dev.readiness.validation;

import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import java.lang.annotation.ElementType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks a persistence provider whether a property has been loaded only where one could load it later.
 *
 * <p>With Jakarta Persistence on the class path, Hibernate Validator asks all providers about each property of each object, and
 * keeps the answers of one validation in a map: four fifths of what it costs to validate a list of ten thousand objects that
 * came with a request. A provider has nothing to load in a property of a final class, such as a string or a number, of an
 * object that it does not manage.
 */
final class ReachableProperties implements TraversableResolver {

    private static final Set<String> PROVIDERS =
            Set.of("org.hibernate.", "org.eclipse.persistence.", "org.apache.openjpa.", "jakarta.persistence.");

    /** Names of properties that need no question. */
    private static final ClassValue<Set<String>> LOADED = new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> type) {
            return isManaged(type) ? Set.of() : namesOfFinalType(type);
        }
    };

    private final TraversableResolver providers;

    ReachableProperties(TraversableResolver providers) {
        this.providers = providers;
    }

    /** Returns whether {@code resolver} is the one that asks the providers, and none that somebody has chosen. */
    static boolean canStandFor(TraversableResolver resolver) {
        return resolver.getClass()
                .getName()
                .equals("org.hibernate.validator.internal.engine.resolver.JPATraversableResolver");
    }

    @Override
    public boolean isReachable(Object object, Path.Node property, Class<?> root, Path path, ElementType kind) {
        return object == null
                || LOADED.get(object.getClass()).contains(property.getName())
                || providers.isReachable(object, property, root, path, kind);
    }

    @Override
    public boolean isCascadable(Object object, Path.Node property, Class<?> root, Path path, ElementType kind) {
        return providers.isCascadable(object, property, root, path, kind);
    }

    /** An entity, the proxy of one, or a class whose code a provider has changed. */
    private static boolean isManaged(Class<?> type) {
        for (Class<?> level = type; level != null && level != Object.class; level = level.getSuperclass()) {
            boolean known = Stream.concat(
                            Arrays.stream(level.getInterfaces()).map(Class::getName),
                            Arrays.stream(level.getAnnotations())
                                    .map(annotation ->
                                            annotation.annotationType().getName()))
                    .anyMatch(name -> PROVIDERS.stream().anyMatch(name::startsWith));
            if (known) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> namesOfFinalType(Class<?> type) {
        Set<String> last = new HashSet<>();
        Set<String> others = new HashSet<>();
        for (Class<?> level = type; level != null && level != Object.class; level = level.getSuperclass()) {
            for (Field field : level.getDeclaredFields()) {
                (isFinal(field.getType()) ? last : others).add(field.getName());
            }
            for (Method method : level.getDeclaredMethods()) {
                String property = propertyOf(method);
                if (property != null) {
                    (isFinal(method.getReturnType()) ? last : others).add(property);
                }
            }
        }
        last.removeAll(others);
        return Set.copyOf(last);
    }

    private static boolean isFinal(Class<?> type) {
        return type.isPrimitive() || (Modifier.isFinal(type.getModifiers()) && !type.isArray());
    }

    private static @Nullable String propertyOf(Method method) {
        String name = method.getName();
        int prefix = name.startsWith("get") ? 3 : name.startsWith("is") ? 2 : name.startsWith("has") ? 3 : 0;
        if (method.getParameterCount() > 0 || prefix == 0 || name.length() == prefix) {
            return null;
        }
        return name.substring(prefix, prefix + 1).toLowerCase(Locale.ROOT) + name.substring(prefix + 1);
    }
}
