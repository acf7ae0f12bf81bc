package dev.readiness.spring.assessment;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;

/**
 * How many rows a handler returns at most, as far as its signature says.
 *
 * @param bound whether there is a bound
 * @param how what was seen, in a clause without a full stop
 */
record ReturnedRows(Bound bound, String how) {

    private static final Set<String> SIZES =
            Set.of("limit", "size", "pagesize", "page_size", "per_page", "perpage", "max", "maxresults", "count");

    private static final Set<String> BOUND_TYPES = Set.of(
            "org.springframework.data.domain.Pageable",
            "org.springframework.data.domain.Limit",
            "org.springframework.data.domain.ScrollPosition");

    private static final List<String> MAXIMA = List.of(
            "jakarta.validation.constraints.Max",
            "jakarta.validation.constraints.DecimalMax",
            "org.hibernate.validator.constraints.Range");

    private static final String ENTITY = "jakarta.persistence.Entity";

    /** Whether there is a bound. */
    enum Bound {
        /** It does not return rows. */
        NO_ROWS,
        /** There is one. */
        PRESENT,
        /** There may be one that the signature does not show. */
        UNKNOWN,
        /** There is none. */
        NONE
    }

    static ReturnedRows of(HandlerMethod handler) {
        ResolvableType type = HandlerSignature.unwrapped(HandlerSignature.returnType(handler));
        Class<?> raw = type.resolve(Object.class);
        boolean page = HandlerSignature.isPage(raw);
        if (page || HandlerSignature.isCollection(type)) {
            if (isOfConstants(type)) {
                return new ReturnedRows(Bound.PRESENT, "returns constants of an enum");
            }
            return HandlerSignature.isEventStream(handler)
                    ? new ReturnedRows(Bound.NO_ROWS, "streams events")
                    : ofRows(handler, page, raw);
        }
        return onlyCollectionIn(raw)
                .filter(field ->
                        Arrays.stream(handler.getMethodParameters()).noneMatch(HandlerSignature::isChosenByCaller))
                .map(field -> new ReturnedRows(
                        Bound.NONE, "returns %s, which holds the collection %s".formatted(raw.getSimpleName(), field)))
                .orElseGet(() -> new ReturnedRows(Bound.NO_ROWS, "returns no collection"));
    }

    private static boolean isOfConstants(ResolvableType collection) {
        ResolvableType element = collection.isArray() ? collection.getComponentType() : collection.getGeneric(0);
        return element.resolve(Object.class).isEnum();
    }

    private static ReturnedRows ofRows(HandlerMethod handler, boolean page, Class<?> raw) {
        List<MethodParameter> parameters = Arrays.asList(handler.getMethodParameters());
        Optional<String> bound = parameters.stream()
                .filter(ReturnedRows::isBounded)
                .map(parameter -> "takes " + nameOf(parameter))
                .findFirst();
        if (bound.isPresent()) {
            return new ReturnedRows(Bound.PRESENT, page ? "returns a " + raw.getSimpleName() : bound.get());
        }
        Optional<String> size = parameters.stream()
                .filter(ReturnedRows::isSize)
                .map(ReturnedRows::nameOf)
                .findFirst();
        if (size.isPresent()) {
            return new ReturnedRows(
                    Bound.UNKNOWN, "the caller chooses %s, which no constraint bounds".formatted(size.get()));
        }
        if (page) {
            return new ReturnedRows(Bound.PRESENT, "returns a " + raw.getSimpleName());
        }
        return parameters.stream()
                .filter(ReturnedRows::isRequired)
                .findFirst()
                .map(filter -> new ReturnedRows(
                        Bound.UNKNOWN,
                        "it returns what belongs to %s, of which there may be few".formatted(nameOf(filter))))
                .orElseGet(() ->
                        new ReturnedRows(Bound.NONE, "returns a collection and takes neither Pageable nor Limit"));
    }

    private static String nameOf(MethodParameter parameter) {
        return parameter.getParameterType().getSimpleName() + " "
                + parameter
                        .getExecutable()
                        .getParameters()[parameter.getParameterIndex()]
                        .getName();
    }

    private static boolean isSize(MethodParameter parameter) {
        RequestParam param = parameter.getParameterAnnotation(RequestParam.class);
        String declared = parameter
                .getExecutable()
                .getParameters()[parameter.getParameterIndex()]
                .getName();
        String name = param != null && StringUtils.hasText(param.name()) ? param.name() : declared;
        return BeanUtils.isSimpleProperty(parameter.getParameterType())
                && SIZES.contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isBounded(MethodParameter parameter) {
        boolean limited = Arrays.stream(parameter.getParameterAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> MAXIMA.contains(type.getName()));
        return BOUND_TYPES.contains(parameter.getParameterType().getName()) || (isSize(parameter) && limited);
    }

    /** A value without which nothing is returned. */
    private static boolean isRequired(MethodParameter parameter) {
        if (parameter.getParameterType() == Optional.class) {
            return false;
        }
        RequestParam param = parameter.getParameterAnnotation(RequestParam.class);
        return parameter.hasParameterAnnotation(PathVariable.class)
                || parameter.hasParameterAnnotation(RequestBody.class)
                || (param != null && param.required() && param.defaultValue().equals(ValueConstants.DEFAULT_NONE));
    }

    /** Returns the name of the collection that a type consists of, if it consists of nothing else and is no row itself. */
    private static Optional<String> onlyCollectionIn(Class<?> type) {
        if (type.isInterface()
                || type.getName().startsWith("java.")
                || MergedAnnotations.from(type).isPresent(ENTITY)) {
            return Optional.empty();
        }
        List<Field> fields = Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .toList();
        return fields.size() == 1 && holdsRows(fields.get(0)) && type.getSuperclass() != null
                ? Optional.of(fields.get(0).getName())
                : Optional.empty();
    }

    private static boolean holdsRows(Field field) {
        ResolvableType type = ResolvableType.forField(field);
        Class<?> element = type.isArray()
                ? type.getComponentType().resolve(Object.class)
                : type.as(Iterable.class).getGeneric(0).resolve(Object.class);
        return !element.isPrimitive() && !element.isEnum() && !element.getName().startsWith("java.");
    }
}
