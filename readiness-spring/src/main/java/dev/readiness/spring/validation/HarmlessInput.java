package dev.readiness.spring.validation;

import dev.readiness.spring.validation.ValueReads.Use;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** Knows input that needs no constraint: keys of a look-up, flags that are only there or not, forms that are only shown. */
final class HarmlessInput {

    private HarmlessInput() {}

    static boolean is(HandlerMethod handler, MethodParameter parameter, InputKind kind, String name) {
        return switch (kind) {
            case VALUE -> isLookupKey(parameter, name) || useOf(handler, parameter) == Use.PRESENCE;
            case OBJECT -> onlyReads(handler) && useOf(handler, parameter) == Use.NONE;
            case RAW, NONE -> false;
        };
    }

    /** An identifier in a path: one that does not exist finds nothing, and a path is as long as the server lets it be. */
    private static boolean isLookupKey(MethodParameter parameter, String name) {
        return parameter.hasParameterAnnotation(PathVariable.class)
                && parameter.getParameterType() == String.class
                && (name.toLowerCase(Locale.ROOT).equals("id") || name.endsWith("Id") || name.endsWith("_id"));
    }

    private static Use useOf(HandlerMethod handler, MethodParameter parameter) {
        return ValueReads.of(handler.getMethod(), parameter.getParameterIndex());
    }

    private static boolean onlyReads(HandlerMethod handler) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        return mapping != null && Arrays.equals(mapping.method(), new RequestMethod[] {RequestMethod.GET});
    }
}
