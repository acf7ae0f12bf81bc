package dev.readiness.spring.security;

import dev.readiness.spring.assessment.DataStores;
import dev.readiness.spring.assessment.MethodCall;
import dev.readiness.spring.assessment.ReachedCalls;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/** Knows which calls that a handler gets to change stored data, and which ones method security guards. */
final class HandlerCalls {

    private static final Set<String> METHOD_SECURITY =
            Set.of("PreAuthorize", "PostAuthorize", "Secured", "RolesAllowed", "DenyAll");

    /** What an expression of method security has if it looks at more than who is logged in. */
    private static final Pattern WHOSE =
            Pattern.compile("[#@{]|hasPermission|principal|authentication\\b|returnObject|\\bthis\\b");

    private final ReachedCalls calls;

    HandlerCalls(ReachedCalls calls) {
        this.calls = calls;
    }

    /** Returns the call by which {@code method} changes stored data, for example {@code PetRepository.deleteById}. */
    Optional<String> reachedFrom(Method method) {
        return firstCall(method, this::changesData).map(MethodCall::shortName);
    }

    /** Returns the first call that {@code method} gets to and that is {@code wanted}. */
    Optional<MethodCall> firstCall(Method method, Predicate<MethodCall> wanted) {
        return calls.firstCall(method, wanted);
    }

    /** Returns all calls that {@code method} gets to. */
    Set<MethodCall> all(Method method) {
        return calls.allCalls(method);
    }

    /** Returns the methods of the application that {@code method} gets to, with itself. */
    Stream<Method> methods(Method method) {
        return Stream.concat(
                Stream.of(method),
                calls.allCalls(method).stream()
                        .filter(calls::isOfApplication)
                        .flatMap(calls::implementations)
                        .flatMap(call -> calls.methodOf(call).stream()));
    }

    /** Returns the method that {@code call} names, if its class declares one with a body. */
    Optional<Method> methodOf(MethodCall call) {
        return calls.methodOf(call);
    }

    /** Returns the class that {@code call} is made on, if it can be loaded. */
    Optional<Class<?>> typeOf(MethodCall call) {
        return Optional.ofNullable(calls.typeOf(call));
    }

    /** Returns the type of the rows, if {@code call} is one to a repository of Spring Data. */
    Optional<Class<?>> rowsOf(MethodCall call) {
        return Optional.<Class<?>>ofNullable(calls.typeOf(call))
                .filter(DataStores::isRepository)
                .flatMap(DataStores::rowsOf);
    }

    /** Returns the account that {@code call} is made on, or whose builder it is made on. */
    Optional<Class<?>> accountOf(MethodCall call) {
        Class<?> type = calls.typeOf(call);
        if (type != null && type.getSimpleName().endsWith("Builder")) {
            type = type.getEnclosingClass();
        }
        return Optional.<Class<?>>ofNullable(type).filter(AccountTypes::isAccount);
    }

    /** Returns whether {@code call} is one to a store that changes what is stored. */
    boolean changesData(MethodCall call) {
        Class<?> type = calls.typeOf(call);
        return type != null && StoreMethods.change(type, call.name());
    }

    /** Returns whether a method that {@code call} may mean, or its class, carries an annotation of method security. */
    boolean isMethodSecured(MethodCall call) {
        return calls.isOfApplication(call)
                && calls.implementations(call)
                        .map(calls::typeOf)
                        .filter(Objects::nonNull)
                        .anyMatch(type -> isSecured(type)
                                || Stream.of(type.getDeclaredMethods())
                                        .filter(method -> method.getName().equals(call.name()))
                                        .anyMatch(HandlerCalls::isSecured));
    }

    /**
     * Returns whether an annotation of method security on {@code method}, or on its class, may look at whose something is. One that asks
     * for a login or a role only does not.
     */
    static boolean mayAskWhose(Method method) {
        return Stream.of(method, method.getDeclaringClass())
                .flatMap(HandlerCalls::securityOf)
                .anyMatch(annotation -> annotation
                        .getValue("value", String.class)
                        .filter(expression -> WHOSE.matcher(expression).find())
                        .isPresent());
    }

    private static boolean isSecured(AnnotatedElement element) {
        return securityOf(element).findAny().isPresent();
    }

    private static Stream<MergedAnnotation<Annotation>> securityOf(AnnotatedElement element) {
        return MergedAnnotations.from(element, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY).stream()
                .filter(annotation ->
                        METHOD_SECURITY.contains(annotation.getType().getSimpleName()));
    }
}
