package dev.readiness.spring.code;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Knows for which exceptions the application has an answer of its own. */
final class HandledExceptions {

    /** What may answer exceptions in a way that cannot be read. */
    private static final Set<String> OWN_WAYS = Set.of(
            "org.springframework.web.servlet.HandlerExceptionResolver",
            "org.springframework.web.server.WebExceptionHandler",
            "org.springframework.boot.web.servlet.error.ErrorController",
            "org.springframework.boot.webmvc.error.ErrorController");

    private final OwnBeans beans;

    HandledExceptions(OwnBeans beans) {
        this.beans = beans;
    }

    /** Returns the types that a handler of exceptions of the application takes, in whatever class it stands. */
    Set<Class<?>> handled() {
        Set<Class<?>> handled = new LinkedHashSet<>();
        beans.types().values().stream()
                .distinct()
                .flatMap(type -> Arrays.stream(ReflectionUtils.getAllDeclaredMethods(type)))
                .forEach(method -> handled.addAll(takenBy(method)));
        return handled;
    }

    /** Returns whether something of the application answers exceptions in a way that cannot be read. */
    boolean areHandledElsewhere() {
        return beans.types().values().stream()
                .flatMap(type -> ClassUtils.getAllInterfacesForClassAsSet(type).stream())
                .anyMatch(type -> OWN_WAYS.contains(type.getName()));
    }

    private static Set<Class<?>> takenBy(Method method) {
        MergedAnnotation<ExceptionHandler> handler =
                MergedAnnotations.from(method).get(ExceptionHandler.class);
        if (!handler.isPresent()) {
            return Set.of();
        }
        Class<?>[] named = handler.getClassArray("value");
        return Set.copyOf(Arrays.asList(named.length == 0 ? method.getParameterTypes() : named));
    }

    /** Returns whether an exception of the type says itself which answer it stands for. */
    static boolean hasStatus(Class<?> exception) {
        return ErrorResponse.class.isAssignableFrom(exception)
                || MergedAnnotations.from(exception, MergedAnnotations.SearchStrategy.SUPERCLASS)
                        .isPresent(ResponseStatus.class);
    }
}
