package dev.readiness.spring.validation;

import dev.readiness.secrets.SecretRules;
import dev.readiness.spring.assessment.JsonProperties;
import java.beans.IntrospectionException;
import java.beans.PropertyDescriptor;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.BeanUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ReflectionUtils;

/**
 * A class whose objects are rows or documents of the database, as Jackson and a data binder see it.
 *
 * <p>Annotations are read by name, because neither JPA nor Jackson need be there.
 */
record StoredType(Class<?> type) {

    private static final List<String> MARKERS = List.of(
            "jakarta.persistence.Entity",
            "org.springframework.data.mongodb.core.mapping.Document",
            "org.springframework.data.relational.core.mapping.Table");

    private static final List<String> IDENTIFIERS = List.of(
            "jakarta.persistence.Id", "jakarta.persistence.EmbeddedId", "org.springframework.data.annotation.Id");

    private static final String JACKSON = "com.fasterxml.jackson.annotation.";

    /** What may make Jackson treat the type differently from what its properties say. */
    private static final List<String> OWN_WAYS = List.of(
            JACKSON + "JsonFilter",
            JACKSON + "JsonValue",
            JACKSON + "JsonAutoDetect",
            "com.fasterxml.jackson.databind.annotation.JsonSerialize",
            "tools.jackson.databind.annotation.JsonSerialize");

    private static final Pattern HASHED = Pattern.compile(
            "(?i).*(password|passwd|pwd)(hash|digest|salt|encoded|encrypted)|(hashed|encoded|encrypted)(password|pwd)");

    private static final Pattern PASSWORD = Pattern.compile("(?i).*(password|passwd|pwd)");

    private static final Pattern POWER =
            Pattern.compile("(is)?([aA]dmin|[sS]uperuser)|balance|roles?|authority|authorities|permissions?"
                    + "|(user|app|appUser|account|member|security|system|sys|granted|auth|assigned)"
                    + "(Roles?|Authority|Authorities|Permissions?)");

    private static final Pattern PEOPLE = Pattern.compile(
            "(\\w*)(User|Account|Member|Customer|Client|Patient|Owner|Author|Employee|Person|Student|Teacher|Doctor|Profile)"
                    + "(Entity|Dto|DTO|Response|View|Info|Details|Summary)?");

    private static final Pattern NAMES = Pattern.compile("(?i)(first|last|full|sur|given|family|user)_?name");

    private static final Pattern PERSONAL =
            Pattern.compile("(?i)e?mail(_?address)?|(tele|mobile|cell)?_?phone(_?(number|no))?"
                    + "|mobile(_?number)?|birth_?(date|day)|date_?of_?birth|ssn|social_?security_?number|national_?id"
                    + "|passport_?(number|no)|tax_?(id|number)");

    static boolean isStored(Class<?> type) {
        MergedAnnotations annotations = annotations(type);
        return MARKERS.stream().anyMatch(annotations::isPresent);
    }

    /** Returns whether Jackson was told to write the type in a way that cannot be read from its properties. */
    boolean isWrittenInItsOwnWay() {
        MergedAnnotations annotations = annotations(type);
        return OWN_WAYS.stream().anyMatch(annotations::isPresent);
    }

    /** Returns the names of properties that are secrets by their name and that Jackson writes. */
    List<String> leaks() {
        return written().stream()
                .filter(property -> isText(property.getPropertyType()))
                .filter(property -> SecretRules.isSecretName(property.getName())
                        || HASHED.matcher(property.getName()).matches())
                .map(PropertyDescriptor::getName)
                .sorted()
                .toList();
    }

    /** Returns the properties that Jackson writes. */
    List<PropertyDescriptor> written() {
        return properties()
                .filter(property -> property.getReadMethod() != null)
                .filter(property -> !JsonProperties.isIgnored(type, property.getName())
                        && !JsonProperties.hasAccess(type, property.getName(), "WRITE_ONLY")
                        && !JsonProperties.has(type, property.getName(), "JsonView"))
                .toList();
    }

    /** Returns whether less is written of the object in {@code property} than what it has, or nobody knows what. */
    boolean isWrittenByItsIdentity(PropertyDescriptor property) {
        return OWN_WAYS.stream().anyMatch(name -> has(property, name))
                || has(property, JACKSON + "JsonIdentityReference")
                || has(property, JACKSON + "JsonIncludeProperties");
    }

    /** Returns the annotation of Jackson with the simple name {@code name} on {@code property}, which may be missing. */
    MergedAnnotation<?> annotationOf(PropertyDescriptor property, String name) {
        return elements(property)
                .<MergedAnnotation<?>>map(element -> annotations(element).get(JACKSON + name))
                .filter(MergedAnnotation::isPresent)
                .findFirst()
                .orElseGet(MergedAnnotation::missing);
    }

    /** Returns the names of those that are passwords, which no answer needs, whatever it is made of. */
    List<String> leakedPasswords() {
        return leaks().stream()
                .filter(name ->
                        PASSWORD.matcher(name).matches() || HASHED.matcher(name).matches())
                .toList();
    }

    /** Returns the names of properties that say how to reach a person, or who one is, where the type is one of people. */
    List<String> personal() {
        List<String> names = written().stream().map(PropertyDescriptor::getName).toList();
        boolean person = PEOPLE.matcher(type.getSimpleName()).matches()
                || names.stream().anyMatch(name -> NAMES.matcher(name).matches());
        return person
                ? names.stream()
                        .filter(name -> PERSONAL.matcher(name).matches())
                        .sorted()
                        .toList()
                : List.of();
    }

    /** Returns the names of properties that identify the row or give power, and that whoever writes JSON sets. */
    List<String> settableByJson() {
        return powerful()
                .filter(property -> JsonProperties.mayBeSet(type, property.getName()))
                .map(PropertyDescriptor::getName)
                .sorted()
                .toList();
    }

    /** Returns the names of properties that give power, and that whoever writes JSON to a repository of this type sets. */
    List<String> settableInRepository() {
        return powerful()
                .filter(property -> !isIdentifier(property))
                .filter(property -> JsonProperties.mayBeSet(type, property.getName()))
                .map(PropertyDescriptor::getName)
                .sorted()
                .toList();
    }

    /** Returns the names of properties that identify the row or give power, and that whoever sends a form sets. */
    List<String> settableByForm() {
        return powerful()
                .filter(property -> property.getWriteMethod() != null)
                .map(PropertyDescriptor::getName)
                .sorted()
                .toList();
    }

    private Stream<PropertyDescriptor> powerful() {
        return properties()
                .filter(property -> property.getWriteMethod() != null)
                .filter(property -> isIdentifier(property) || givesPower(property.getName()));
    }

    private Stream<PropertyDescriptor> properties() {
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents()).map(StoredType::component)
                : Arrays.stream(BeanUtils.getPropertyDescriptors(type))
                        .filter(property -> !property.getName().equals("class"));
    }

    private static PropertyDescriptor component(RecordComponent component) {
        try {
            return new PropertyDescriptor(component.getName(), component.getAccessor(), null);
        } catch (IntrospectionException ex) {
            throw new IllegalStateException("A record has a component without an accessor: " + component, ex);
        }
    }

    private boolean isIdentifier(PropertyDescriptor property) {
        return IDENTIFIERS.stream().anyMatch(name -> has(property, name));
    }

    /** Returns whether the property {@code name} identifies the row. */
    boolean isIdentifier(String name) {
        return properties().filter(property -> property.getName().equals(name)).anyMatch(this::isIdentifier);
    }

    private boolean has(PropertyDescriptor property, String annotation) {
        return elements(property).anyMatch(element -> annotations(element).isPresent(annotation));
    }

    private Stream<AnnotatedElement> elements(PropertyDescriptor property) {
        Field field = ReflectionUtils.findField(type, property.getName());
        return Stream.<AnnotatedElement>of(field, property.getReadMethod(), property.getWriteMethod())
                .filter(Objects::nonNull);
    }

    private static MergedAnnotations annotations(AnnotatedElement element) {
        return MergedAnnotations.from(element, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY);
    }

    /** Returns whether a property of the name {@code name} says what somebody may do: {@code role}, {@code userRoles}. */
    static boolean givesPower(String name) {
        return POWER.matcher(name).matches();
    }

    private static boolean isText(Class<?> type) {
        return CharSequence.class.isAssignableFrom(type) || type == char[].class || type == byte[].class;
    }
}
