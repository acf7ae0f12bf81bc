package dev.readiness.spring.validation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpEntity;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;

/** Which stored types a handler takes or returns, through whatever they are wrapped in. */
final class HandlerTypes {

    private static final int DEEP_ENOUGH = 4;

    /** Where types come from that wrap others, or are no objects with properties. */
    private static final List<String> FOREIGN =
            List.of("java.", "jakarta.", "org.springframework.", "reactor.", "kotlin.", "tools.jackson.");

    /** Applications that Spring shows how things are done with. */
    private static final String SAMPLES = "org.springframework.samples.";

    private HandlerTypes() {}

    /** Returns the stored types that {@code handler} writes into the body of its answer. */
    static Set<StoredType> returnedBy(HandlerMethod handler) {
        ResolvableType returned = ResolvableType.forMethodReturnType(handler.getMethod(), handler.getBeanType());
        return writesBody(handler) ? storedIn(returned) : Set.of();
    }

    /** Returns the stored types that {@code parameter} is made of. */
    static Set<StoredType> boundTo(MethodParameter parameter) {
        return storedIn(ResolvableType.forMethodParameter(parameter));
    }

    /** Returns the types of the application itself that {@code handler} writes into the body, and that are not stored. */
    static Set<Class<?>> plainReturnedBy(HandlerMethod handler) {
        ResolvableType returned = ResolvableType.forMethodReturnType(handler.getMethod(), handler.getBeanType());
        return writesBody(handler) ? typesIn(returned, HandlerTypes::isPlain) : Set.of();
    }

    /** Returns the types of the application itself that {@code parameter} is made of, and that are not stored. */
    static Set<Class<?>> plainBoundTo(MethodParameter parameter) {
        return typesIn(ResolvableType.forMethodParameter(parameter), HandlerTypes::isPlain);
    }

    /** Returns the types of the application itself, stored or not, that {@code type} is made of. */
    static Set<Class<?>> ofApplicationIn(ResolvableType type) {
        return typesIn(type, raw -> StoredType.isStored(raw) || isPlain(raw));
    }

    private static boolean writesBody(HandlerMethod handler) {
        return HttpEntity.class.isAssignableFrom(handler.getMethod().getReturnType())
                || handler.hasMethodAnnotation(ResponseBody.class)
                || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), ResponseBody.class);
    }

    private static Set<StoredType> storedIn(ResolvableType type) {
        Set<StoredType> stored = new LinkedHashSet<>();
        typesIn(type, StoredType::isStored).forEach(found -> stored.add(new StoredType(found)));
        return stored;
    }

    private static boolean isPlain(Class<?> type) {
        return !StoredType.isStored(type)
                && !type.isPrimitive()
                && !type.isArray()
                && (type.getName().startsWith(SAMPLES) || FOREIGN.stream().noneMatch(type.getName()::startsWith));
    }

    private static Set<Class<?>> typesIn(ResolvableType type, Predicate<Class<?>> wanted) {
        Set<Class<?>> found = new LinkedHashSet<>();
        List<ResolvableType> level = List.of(type);
        for (int depth = 0; depth < DEEP_ENOUGH && !level.isEmpty(); depth++) {
            List<ResolvableType> below = new ArrayList<>();
            for (ResolvableType candidate : level) {
                Class<?> raw = candidate.resolve(Object.class);
                if (wanted.test(raw)) {
                    found.add(raw);
                }
                if (candidate.isArray()) {
                    below.add(candidate.getComponentType());
                } else {
                    below.addAll(List.of(candidate.getGenerics()));
                }
            }
            level = below;
        }
        return found;
    }
}
