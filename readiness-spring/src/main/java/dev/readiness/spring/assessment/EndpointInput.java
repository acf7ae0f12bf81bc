package dev.readiness.spring.assessment;

import org.springframework.core.MethodParameter;

/** What comes into a handler from outside. */
public final class EndpointInput {

    private EndpointInput() {}

    /** Returns whether the value of {@code parameter} is read from what a caller sends, not handed in by the framework. */
    public static boolean isChosenByCaller(MethodParameter parameter) {
        return HandlerSignature.isChosenByCaller(parameter);
    }
}
