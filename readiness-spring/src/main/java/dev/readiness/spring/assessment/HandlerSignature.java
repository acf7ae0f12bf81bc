package dev.readiness.spring.assessment;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.stream.BaseStream;
import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.method.HandlerMethod;

/** What the signature of a handler method says about its input and output. */
final class HandlerSignature {

    /** Packages whose types Spring MVC hands in without reading anything that the caller chose. */
    private static final List<String> HANDED_IN = List.of(
            "jakarta.servlet.",
            "java.security.",
            "org.springframework.ui.",
            "org.springframework.security.",
            "org.springframework.validation.",
            "org.springframework.web.bind.",
            "org.springframework.web.context.",
            "org.springframework.web.server.",
            "org.springframework.http.server.",
            "org.springframework.web.servlet.",
            "org.springframework.web.reactive.",
            "org.springframework.web.util.",
            "kotlin.coroutines.");

    private static final Set<String> HANDED_IN_TYPES =
            Set.of("java.util.Locale", "java.util.TimeZone", "java.time.ZoneId", "org.springframework.http.HttpMethod");

    private static final List<Class<?>> WRAPPERS =
            List.of(HttpEntity.class, CompletionStage.class, Callable.class, DeferredResult.class);

    private HandlerSignature() {}

    static boolean consumesInput(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters()).anyMatch(HandlerSignature::isChosenByCaller);
    }

    static boolean returnsUnboundedCollection(HandlerMethod handler) {
        return ReturnedRows.of(handler).bound() == ReturnedRows.Bound.NONE;
    }

    static ResolvableType returnType(HandlerMethod handler) {
        return ResolvableType.forMethodReturnType(handler.getMethod(), handler.getBeanType());
    }

    static boolean isChosenByCaller(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        if (isHandedIn(type) || isHandedInByAnnotation(parameter)) {
            return false;
        }
        boolean model = parameter.getParameterAnnotations().length == 0 && Map.class.isAssignableFrom(type);
        return !model;
    }

    private static boolean isHandedIn(Class<?> type) {
        String name = type.getName();
        return HANDED_IN_TYPES.contains(name) || (HANDED_IN.stream().anyMatch(name::startsWith) && !jakartaPart(name));
    }

    private static boolean jakartaPart(String typeName) {
        return typeName.equals("jakarta.servlet.http.Part");
    }

    private static boolean isHandedInByAnnotation(MethodParameter parameter) {
        return Arrays.stream(parameter.getParameterAnnotations()).anyMatch(HandlerSignature::handsIn);
    }

    private static boolean handsIn(Annotation annotation) {
        Class<? extends Annotation> type = annotation.annotationType();
        return type == RequestAttribute.class
                || type == SessionAttribute.class
                || type.getName().equals("org.springframework.beans.factory.annotation.Value")
                || type.getName().startsWith("org.springframework.security.core.annotation.");
    }

    static boolean isCollection(ResolvableType type) {
        Class<?> raw = unwrapped(type).resolve(Object.class);
        return isArrayOfObjects(raw)
                || isStreamOfValues(raw)
                || BaseStream.class.isAssignableFrom(raw)
                || (Iterable.class.isAssignableFrom(raw)
                        && !isPage(raw)
                        && !java.nio.file.Path.class.isAssignableFrom(raw));
    }

    static ResolvableType unwrapped(ResolvableType type) {
        Class<?> raw = type.resolve(Object.class);
        boolean wrapper = WRAPPERS.stream().anyMatch(candidate -> candidate.isAssignableFrom(raw));
        if (!wrapper && isSingleValue(raw)) {
            return unwrapped(type.getGeneric());
        }
        return wrapper ? unwrapped(wrappedBy(type)) : type;
    }

    /** A {@code Mono} or its like. */
    private static boolean isSingleValue(Class<?> type) {
        ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
        return adapter != null && !adapter.isMultiValue() && !adapter.isNoValue();
    }

    /** A {@code Flux} or its like. */
    private static boolean isStreamOfValues(Class<?> type) {
        ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
        return adapter != null && adapter.isMultiValue();
    }

    /** Events that go on for as long as somebody listens are no answer that has to end. */
    static boolean isEventStream(HandlerMethod handler) {
        RequestMapping mapping = handler.getMethodAnnotation(RequestMapping.class);
        return mapping != null
                && Arrays.stream(mapping.produces())
                        .anyMatch(type -> type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE)
                                || type.startsWith(MediaType.APPLICATION_NDJSON_VALUE));
    }

    private static ResolvableType wrappedBy(ResolvableType type) {
        return WRAPPERS.stream()
                .map(type::as)
                .filter(wrapper -> wrapper.resolve() != null)
                .findFirst()
                .orElse(ResolvableType.NONE)
                .getGeneric();
    }

    private static boolean isArrayOfObjects(Class<?> type) {
        return type.isArray() && !type.getComponentType().isPrimitive();
    }

    /** Spring Data's pages are iterable and know their end; the class is asked by name because it may be missing. */
    static boolean isPage(Class<?> type) {
        return type.getName().startsWith("org.springframework.data.domain.")
                || type.getName().startsWith("org.springframework.hateoas.PagedModel");
    }
}
