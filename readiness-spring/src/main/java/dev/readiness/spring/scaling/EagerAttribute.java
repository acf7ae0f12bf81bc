package dev.readiness.spring.scaling;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * An attribute of an entity that Hibernate reads whenever it reads a row, by a query for each. Read from annotations by their
 * names, because an application need not have JPA; what is mapped in XML is not seen.
 *
 * @param name simple name of the entity, and attribute
 * @param property the attribute
 * @param how what was seen, in a clause without a full stop
 */
record EagerAttribute(String name, String property, String how) {

    private static final String JPA = "jakarta.persistence.";

    private static final String HIBERNATE = "org.hibernate.annotations.";

    private static final List<String> ASSOCIATIONS =
            List.of("ManyToOne", "OneToOne", "OneToMany", "ManyToMany", "ElementCollection");

    private static final Set<String> SPARED_FIELD = Set.of("BatchSize", "Cache");

    /** Returns those of {@code entity} and of what it is derived from. */
    static Stream<EagerAttribute> of(Class<?> entity) {
        return Stream.<Class<?>>iterate(entity, type -> type != null && type != Object.class, Class::getSuperclass)
                .flatMap(type -> Stream.of(type.getDeclaredFields()))
                .flatMap(field -> of(entity, field));
    }

    private static Stream<EagerAttribute> of(Class<?> entity, Field field) {
        MergedAnnotations annotations = MergedAnnotations.from(field);
        return ASSOCIATIONS.stream()
                .filter(association -> isEager(annotations.get(JPA + association)))
                .filter(association -> !isSpared(annotations, targetOf(field)))
                .map(association -> new EagerAttribute(
                        entity.getSimpleName() + "." + field.getName(),
                        field.getName(),
                        "@%s fetches it with each row".formatted(association)));
    }

    private static boolean isEager(MergedAnnotation<?> association) {
        return association.isPresent()
                && association
                        .getValue("fetch")
                        .map(fetch -> fetch.toString().equals("EAGER"))
                        .orElse(false);
    }

    private static boolean isSpared(MergedAnnotations annotations, Class<?> target) {
        boolean bySubselect = annotations
                .get(HIBERNATE + "Fetch")
                .getValue("value")
                .map(mode -> mode.toString().equals("SUBSELECT"))
                .orElse(false);
        MergedAnnotations ofTarget = MergedAnnotations.from(target, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY);
        return bySubselect
                || SPARED_FIELD.stream()
                        .anyMatch(
                                name -> annotations.isPresent(HIBERNATE + name) || ofTarget.isPresent(HIBERNATE + name))
                || ofTarget.isPresent(JPA + "Cacheable");
    }

    private static Class<?> targetOf(Field field) {
        ResolvableType type = ResolvableType.forField(field);
        ResolvableType held = type.hasGenerics() ? type.getGeneric(type.getGenerics().length - 1) : type;
        return held.resolve(Object.class);
    }
}
