package dev.readiness.spring.validation;

import dev.readiness.validation.NotFromRequest;
import java.beans.PropertyDescriptor;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/** Finds the properties that no caller may set, as patterns of the fields that a data binder knows, in types within types too. */
final class KeptOutFields {

    private static final int DEEPEST = 5;

    private final Deque<Class<?>> above = new ArrayDeque<>();

    private final Set<String> patterns = new LinkedHashSet<>();

    private KeptOutFields() {}

    static List<String> of(ResolvableType type) {
        KeptOutFields found = new KeptOutFields();
        found.collect(type, "");
        return List.copyOf(found.patterns);
    }

    static boolean isKeptOut(Class<?> type, String property) {
        return propertiesOf(type).anyMatch(found -> found.name().equals(property) && found.keptOut());
    }

    private void collect(ResolvableType declared, String prefix) {
        ResolvableType type = contentOf(declared);
        Class<?> raw = type.resolve(Object.class);
        if (BeanUtils.isSimpleValueType(raw) || raw.getName().startsWith("java.") || above.size() >= DEEPEST) {
            return;
        }
        boolean again = above.contains(raw);
        above.push(raw);
        propertiesOf(raw).forEach(property -> {
            if (property.keptOut()) {
                add(prefix + property.name());
                if (again) {
                    add(prefix + "*." + property.name()); // however deep
                }
            } else if (!again) {
                ResolvableType inner = ResolvableType.forType(property.type().getType(), type);
                collect(inner, prefix + property.name() + ".");
                collect(inner, prefix + property.name() + "[*.");
            }
        });
        above.pop();
    }

    private void add(String path) {
        patterns.add(path);
        patterns.add(path + "[*");
        patterns.add(path + ".*");
    }

    private static ResolvableType contentOf(ResolvableType type) {
        Class<?> raw = type.resolve(Object.class);
        if (type.isArray()) {
            return type.getComponentType();
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return type.asCollection().getGeneric(0);
        }
        if (Map.class.isAssignableFrom(raw)) {
            return type.asMap().getGeneric(1);
        }
        return raw == Optional.class ? type.getGeneric(0) : type;
    }

    private static Stream<Property> propertiesOf(Class<?> type) {
        if (type.isRecord()) {
            return Arrays.stream(type.getRecordComponents()).map(component -> property(type, component));
        }
        return Arrays.stream(BeanUtils.getPropertyDescriptors(type))
                .filter(descriptor -> !descriptor.getName().equals("class"))
                .map(descriptor -> property(type, descriptor));
    }

    private static Property property(Class<?> type, RecordComponent component) {
        return new Property(
                component.getName(),
                ResolvableType.forType(component.getGenericType()),
                isAnnotated(component, component.getAccessor(), ReflectionUtils.findField(type, component.getName())));
    }

    private static Property property(Class<?> type, PropertyDescriptor descriptor) {
        Field field = ReflectionUtils.findField(type, descriptor.getName());
        ResolvableType declared = descriptor.getReadMethod() != null
                ? ResolvableType.forMethodReturnType(descriptor.getReadMethod(), type)
                : descriptor.getWriteMethod() != null
                        ? ResolvableType.forMethodParameter(descriptor.getWriteMethod(), 0, type)
                        : ResolvableType.forClass(Object.class);
        return new Property(
                descriptor.getName(),
                declared,
                isAnnotated(descriptor.getReadMethod(), descriptor.getWriteMethod(), field));
    }

    private static boolean isAnnotated(@Nullable AnnotatedElement... elements) {
        return Arrays.stream(elements)
                .filter(Objects::nonNull)
                .anyMatch(element -> element.isAnnotationPresent(NotFromRequest.class));
    }

    private record Property(String name, ResolvableType type, boolean keptOut) {}
}
