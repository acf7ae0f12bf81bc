package dev.readiness.spring.assessment;

import java.beans.PropertyDescriptor;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.BeanUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ReflectionUtils;

/** What annotations of Jackson say of a property. Asked by name, because an application need not have Jackson. */
public final class JsonProperties {

    private static final String JACKSON = "com.fasterxml.jackson.annotation.";

    private JsonProperties() {}

    /** Returns whether {@code property} of {@code type} may get a value out of JSON. */
    public static boolean mayBeSet(Class<?> type, String property) {
        return !isIgnored(type, property) && !hasAccess(type, property, "READ_ONLY");
    }

    /** Returns whether JSON passes over {@code property} of {@code type}, when it is read and when it is written. */
    public static boolean isIgnored(Class<?> type, String property) {
        MergedAnnotation<?> byType = annotations(type).get(JACKSON + "JsonIgnoreProperties");
        return has(type, property, "JsonIgnore")
                || has(type, property, "JsonBackReference")
                || (byType.isPresent()
                        && Arrays.asList(byType.getStringArray("value")).contains(property));
    }

    /** Returns whether the access to {@code property} of {@code type} is {@code access}, such as {@code WRITE_ONLY}. */
    public static boolean hasAccess(Class<?> type, String property, String access) {
        return elements(type, property)
                .map(element -> annotations(element).get(JACKSON + "JsonProperty"))
                .filter(MergedAnnotation::isPresent)
                .anyMatch(annotation -> annotation
                        .getValue("access")
                        .map(Object::toString)
                        .orElse("")
                        .equals(access));
    }

    /** Returns whether {@code property} of {@code type} has {@code annotation} of Jackson, by its simple name. */
    public static boolean has(Class<?> type, String property, String annotation) {
        return elements(type, property).anyMatch(element -> annotations(element).isPresent(JACKSON + annotation));
    }

    private static Stream<AnnotatedElement> elements(Class<?> type, String property) {
        PropertyDescriptor accessors = type.isRecord() ? null : BeanUtils.getPropertyDescriptor(type, property);
        return Stream.<AnnotatedElement>of(
                        ReflectionUtils.findField(type, property),
                        accessors == null ? ReflectionUtils.findMethod(type, property) : accessors.getReadMethod(),
                        accessors == null ? null : accessors.getWriteMethod())
                .filter(Objects::nonNull);
    }

    private static MergedAnnotations annotations(AnnotatedElement element) {
        return MergedAnnotations.from(element, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY);
    }
}
