package dev.readiness.spring.audit;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Finds and remembers which methods carry {@link AuditAction}. Safe for use by many threads. */
final class AuditedMethods {

    private final Map<Method, Optional<AuditedMethod>> methods = new ConcurrentHashMap<>();

    /** Returns what the annotation on {@code method} asks for, if it has one. */
    Optional<AuditedMethod> find(Method method, @Nullable Class<?> targetClass) {
        return methods.computeIfAbsent(AopUtils.getMostSpecificMethod(method, targetClass), AuditedMethods::read);
    }

    /** Returns the actions that annotations have named until now. */
    Set<String> actions() {
        return methods.values().stream()
                .flatMap(Optional::stream)
                .map(AuditedMethod::action)
                .collect(Collectors.toSet());
    }

    private static Optional<AuditedMethod> read(Method method) {
        return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(method, AuditAction.class))
                .map(annotation -> AuditedMethod.of(annotation, method));
    }
}
