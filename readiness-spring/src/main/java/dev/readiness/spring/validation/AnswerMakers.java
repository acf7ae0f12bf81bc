package dev.readiness.spring.validation;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Inventory;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.ReachedCalls;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpEntity;
import org.springframework.web.method.HandlerMethod;

/** Knows the methods behind handlers that return what the handler answers: an object of the same type, or a whole answer. */
final class AnswerMakers {

    private final ObjectProvider<EndpointHandlers> handlers;

    private final ReachedCalls calls;

    AnswerMakers(ObjectProvider<EndpointHandlers> handlers, ReachedCalls calls) {
        this.handlers = handlers;
        this.calls = calls;
    }

    /** Returns those of all endpoints of {@code inventory}. */
    Set<Method> behind(Inventory inventory) {
        Set<Method> makers = new LinkedHashSet<>();
        for (Endpoint endpoint : inventory.applicationEndpoints()) {
            EndpointHandlers.find(handlers, endpoint)
                    .ifPresent(handler -> behind(handler).forEach(makers::add));
        }
        return makers;
    }

    private Stream<Method> behind(HandlerMethod handler) {
        Set<Class<?>> answered = HandlerTypes.plainReturnedBy(handler);
        return calls.allCalls(handler.getMethod()).stream()
                .filter(calls::isOfApplication)
                .flatMap(calls::implementations)
                .flatMap(call -> calls.methodOf(call).stream())
                .filter(method -> answered.contains(method.getReturnType())
                        || HttpEntity.class.isAssignableFrom(method.getReturnType()));
    }
}
