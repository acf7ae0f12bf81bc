package dev.readiness.spring.security;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** A call that never happens: it only notes whether it would have. */
final class ProbedCall implements MethodInvocation {

    private final Object target;

    private final Method method;

    private boolean proceeded;

    ProbedCall(Object target, Method method) {
        this.target = target;
        this.method = method;
    }

    boolean proceeded() {
        return proceeded;
    }

    void forgetThatItProceeded() {
        proceeded = false;
    }

    @Override
    public @Nullable Object proceed() {
        proceeded = true;
        return ReactiveCall.is(method) ? ReactiveCall.nothing(method) : null;
    }

    @Override
    public Method getMethod() {
        return method;
    }

    @Override
    public @Nullable Object[] getArguments() {
        return new Object[method.getParameterCount()];
    }

    @Override
    public Object getThis() {
        return target;
    }

    @Override
    public AccessibleObject getStaticPart() {
        return method;
    }
}
