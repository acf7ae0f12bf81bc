package dev.readiness.spring.test;

import java.beans.PropertyDescriptor;
import java.io.InputStream;
import java.io.Reader;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.Resource;
import org.springframework.util.MultiValueMap;

/** The type that a JSON body is read into, and bodies that do not fit it. */
record BodyType(Class<?> type, ResolvableType declared) {

    BodyType(ResolvableType declared) {
        this(declared.resolve(Object.class), declared);
    }

    /** What no answer may repeat. */
    static final String MARKER = "value-of-a-drill";

    private static final List<Class<?>> UNREAD = List.of(
            CharSequence.class, byte[].class, InputStream.class, Reader.class, Resource.class, MultiValueMap.class);

    /** Returns whether the body is read as JSON at all. */
    boolean isJson() {
        return UNREAD.stream().noneMatch(raw -> raw.isAssignableFrom(type));
    }

    boolean isCollection() {
        return type.isArray() || Collection.class.isAssignableFrom(type);
    }

    /** Returns a body that ends too early. */
    static String malformed() {
        return "{\"" + MARKER + "\": \"" + MARKER;
    }

    /** Returns a body of {@code bytes} bytes that does nothing if it is read. */
    static String oversize(int bytes) {
        return "{" + " ".repeat(bytes - 1);
    }

    /** Returns a body in which nothing is of the right type. */
    String wrongTypes() {
        List<String> names = simpleProperties();
        if (isCollection()) {
            return "{\"x\": \"" + MARKER + "\"}";
        }
        return names.isEmpty()
                ? "[\"" + MARKER + "\"]"
                : names.stream()
                        .map(name -> "\"" + name + "\": {\"x\": \"" + MARKER + "\"}")
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    private List<String> simpleProperties() {
        Stream<Property> properties = type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .map(component -> new Property(component.getName(), component.getType()))
                : Arrays.stream(BeanUtils.getPropertyDescriptors(type))
                        .filter(descriptor -> descriptor.getWriteMethod() != null)
                        .map(BodyType::property);
        return properties
                .filter(property -> BeanUtils.isSimpleProperty(property.type()))
                .map(Property::name)
                .toList();
    }

    private static Property property(PropertyDescriptor descriptor) {
        return new Property(descriptor.getName(), descriptor.getPropertyType());
    }

    private record Property(String name, Class<?> type) {}
}
