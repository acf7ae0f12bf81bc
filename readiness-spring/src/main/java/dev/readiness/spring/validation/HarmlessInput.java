package dev.readiness.spring.validation;

import dev.readiness.spring.validation.ValueReads.Use;
import java.util.Arrays;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** Knows input that needs no constraint: flags that are only there or not, forms that are only shown. */
final class HarmlessInput {

    private HarmlessInput() {}

    static boolean is(HandlerMethod handler, MethodParameter parameter, InputKind kind) {
        return switch (kind) {
            case VALUE -> useOf(handler, parameter) == Use.PRESENCE;
            case OBJECT -> onlyReads(handler) && useOf(handler, parameter) == Use.NONE;
            case KEY, RAW, NONE -> false;
        };
    }

    private static Use useOf(HandlerMethod handler, MethodParameter parameter) {
        return ValueReads.of(handler.getMethod(), parameter.getParameterIndex());
    }

    private static boolean onlyReads(HandlerMethod handler) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        return mapping != null && Arrays.equals(mapping.method(), new RequestMethod[] {RequestMethod.GET});
    }
}
