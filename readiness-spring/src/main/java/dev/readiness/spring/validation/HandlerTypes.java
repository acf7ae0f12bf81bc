package dev.readiness.spring.validation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpEntity;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;

/** Which stored types a handler takes or returns, through whatever they are wrapped in. */
final class HandlerTypes {

    private static final int DEEP_ENOUGH = 4;

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

    /** Returns whether {@code parameter} is read from the body, not from a form. */
    static boolean isBody(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(RequestBody.class)
                || HttpEntity.class.isAssignableFrom(parameter.getParameterType());
    }

    private static boolean writesBody(HandlerMethod handler) {
        return HttpEntity.class.isAssignableFrom(handler.getMethod().getReturnType())
                || handler.hasMethodAnnotation(ResponseBody.class)
                || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), ResponseBody.class);
    }

    private static Set<StoredType> storedIn(ResolvableType type) {
        Set<StoredType> found = new LinkedHashSet<>();
        List<ResolvableType> level = List.of(type);
        for (int depth = 0; depth < DEEP_ENOUGH && !level.isEmpty(); depth++) {
            List<ResolvableType> below = new ArrayList<>();
            for (ResolvableType candidate : level) {
                Class<?> raw = candidate.resolve(Object.class);
                if (StoredType.isStored(raw)) {
                    found.add(new StoredType(raw));
                } else if (candidate.isArray()) {
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
