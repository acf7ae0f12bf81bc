package dev.readiness.spring.assessment;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpEntity;
import org.springframework.web.bind.annotation.RequestBody;

/** What comes into a handler from outside. */
public final class EndpointInput {

    private EndpointInput() {}

    /** Returns whether the value of {@code parameter} is read from what a caller sends, not handed in by the framework. */
    public static boolean isChosenByCaller(MethodParameter parameter) {
        return HandlerSignature.isChosenByCaller(parameter);
    }

    /** Returns whether {@code parameter} is read from the body, not from a form. */
    public static boolean isBody(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(RequestBody.class)
                || HttpEntity.class.isAssignableFrom(parameter.getParameterType());
    }
}
