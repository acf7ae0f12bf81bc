package dev.readiness.spring.test;

import dev.readiness.spring.test.JsonText.Raw;
import jakarta.validation.Validator;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** A type with its constraints, from which a document that should be accepted and the edges of what is accepted follow. */
final class ConstrainedType {

    private static final int DEEPEST = 4;

    private final Validator validator;

    private final ResolvableType type;

    ConstrainedType(Validator validator, ResolvableType type) {
        this.validator = validator;
        this.type = type;
    }

    /** Returns a document of the type; it may still break a constraint that cannot be read, such as a pattern. */
    Object document() {
        return document(type, List.of(), 0);
    }

    private Object document(ResolvableType wanted, List<ConstraintDescriptor<?>> constraints, int depth) {
        Class<?> raw = ClassUtils.resolvePrimitiveIfNecessary(wanted.resolve(Object.class));
        if (raw == Optional.class) {
            return document(wanted.getGeneric(0), constraints, depth);
        }
        if (Collection.class.isAssignableFrom(raw) || raw.isArray()) {
            ResolvableType element = raw.isArray()
                    ? wanted.getComponentType()
                    : wanted.asCollection().getGeneric(0);
            return depth >= DEEPEST ? List.of() : List.of(document(element, List.of(), depth + 1));
        }
        if (Map.class.isAssignableFrom(raw)) {
            return Map.of();
        }
        return simple(raw, constraints).<Object>map(value -> value).orElseGet(() -> object(wanted, depth));
    }

    private Object object(ResolvableType wanted, int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        Class<?> raw = wanted.resolve(Object.class);
        if (depth < DEEPEST && !raw.getName().startsWith("java.")) {
            properties(wanted)
                    .forEach((name, property) ->
                            object.put(name, document(property, constraintsOf(raw, name), depth + 1)));
        }
        return object;
    }

    private static Optional<Raw> simple(Class<?> raw, List<ConstraintDescriptor<?>> constraints) {
        if (CharSequence.class.isAssignableFrom(raw) || raw == Character.class) {
            return Optional.of(Raw.string(text(constraints)));
        }
        if (Number.class.isAssignableFrom(raw)) {
            return Optional.of(new Raw(String.valueOf(Edges.of(constraints).smallestNumber())));
        }
        if (raw == Boolean.class) {
            return Optional.of(new Raw("true"));
        }
        if (raw.isEnum()) {
            return Optional.of(Raw.string(((Enum<?>) raw.getEnumConstants()[0]).name()));
        }
        return Optional.ofNullable(EXAMPLES.get(raw)).map(Raw::string);
    }

    private static final Map<Class<?>, String> EXAMPLES = Map.of(
            LocalDate.class, "2031-05-06",
            LocalTime.class, "10:30",
            LocalDateTime.class, "2031-05-06T10:30",
            Instant.class, "2031-05-06T10:30:00Z",
            OffsetDateTime.class, "2031-05-06T10:30:00Z",
            ZonedDateTime.class, "2031-05-06T10:30:00Z",
            UUID.class, "7d444840-9dc0-11d1-b245-5ffdce74fad2");

    private static String text(List<ConstraintDescriptor<?>> constraints) {
        if (Edges.has(constraints, "Email")) {
            return "ada@example.com";
        }
        Edges edges = Edges.of(constraints);
        int length = Math.max(1, Math.min(Math.max(8, edges.shortest()), edges.longest()));
        return "correct horse battery "
                .repeat(length / 22 + 1)
                .substring(0, length)
                .stripTrailing();
    }

    /** Returns the constraints of what stands at {@code place} of a document of the type; none if that is not known. */
    List<ConstraintDescriptor<?>> constraintsAt(List<Object> place) {
        ResolvableType here = type;
        List<ConstraintDescriptor<?>> constraints = List.of();
        for (Object step : place) {
            if (step instanceof Integer) {
                here = here.isArray()
                        ? here.getComponentType()
                        : here.asCollection().getGeneric(0);
                constraints = List.of();
                continue;
            }
            constraints = constraintsOf(here.resolve(Object.class), (String) step);
            ResolvableType next = properties(here).get((String) step);
            if (next == null) {
                return constraints;
            }
            here = next;
        }
        return constraints;
    }

    private List<ConstraintDescriptor<?>> constraintsOf(Class<?> owner, String property) {
        @Nullable
        PropertyDescriptor descriptor = validator.getConstraintsForClass(owner).getConstraintsForProperty(property);
        return descriptor == null
                ? List.of()
                : descriptor.getConstraintDescriptors().stream()
                        .<ConstraintDescriptor<?>>flatMap(ConstrainedType::withComposing)
                        .toList();
    }

    private static Stream<ConstraintDescriptor<?>> withComposing(ConstraintDescriptor<?> constraint) {
        return Stream.concat(
                Stream.of(constraint),
                constraint.getComposingConstraints().stream().flatMap(ConstrainedType::withComposing));
    }

    private static Map<String, ResolvableType> properties(ResolvableType owner) {
        Class<?> raw = owner.resolve(Object.class);
        Map<String, ResolvableType> properties = new LinkedHashMap<>();
        if (raw.isRecord()) {
            Arrays.stream(raw.getRecordComponents())
                    .forEach(component -> properties.put(
                            component.getName(), ResolvableType.forType(component.getGenericType(), owner)));
        } else if (!BeanUtils.isSimpleValueType(raw) && !raw.getName().startsWith("java.")) {
            Arrays.stream(BeanUtils.getPropertyDescriptors(raw))
                    .filter(descriptor -> descriptor.getWriteMethod() != null)
                    .forEach(descriptor -> properties.put(
                            descriptor.getName(),
                            ResolvableType.forMethodParameter(descriptor.getWriteMethod(), 0, raw)));
        }
        return properties;
    }
}
