package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint.Origin;
import dev.readiness.spring.assessment.EndpointOrigins;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.Type;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;

/**
 * Finds out, from the application's byte code, which calls a handler gets to: those that change stored data, those that ask who
 * calls, those that method security guards.
 *
 * <p>Only calls that stand in the code are followed, through the application's own classes and the beans behind its
 * interfaces. What is called by reflection, by an event or by a proxy is not seen, so that nothing found means nothing.
 */
final class HandlerCalls {

    private static final int DEEPEST = 5;

    private static final Set<String> METHOD_SECURITY =
            Set.of("PreAuthorize", "PostAuthorize", "Secured", "RolesAllowed", "DenyAll");

    private final ListableBeanFactory beans;

    private final EndpointOrigins origins;

    private final ClassLoader loader;

    HandlerCalls(ListableBeanFactory beans, EndpointOrigins origins, ClassLoader loader) {
        this.beans = beans;
        this.origins = origins;
        this.loader = loader;
    }

    /** Returns the call by which {@code method} changes stored data, for example {@code PetRepository.deleteById}. */
    Optional<String> reachedFrom(Method method) {
        return firstCall(method, this::changesData).map(MethodCall::shortName);
    }

    /** Returns the first call that {@code method} gets to and that is {@code wanted}. */
    Optional<MethodCall> firstCall(Method method, Predicate<MethodCall> wanted) {
        return search(
                new MethodCall(
                        method.getDeclaringClass().getName(), method.getName(), Type.getMethodDescriptor(method)),
                wanted);
    }

    private Optional<MethodCall> search(MethodCall start, Predicate<MethodCall> wanted) {
        Set<MethodCall> seen = new HashSet<>();
        List<MethodCall> level = List.of(start);
        for (int depth = 0; depth < DEEPEST && !level.isEmpty(); depth++) {
            List<MethodCall> calls = level.stream()
                    .filter(seen::add)
                    .flatMap(this::callsOf)
                    .distinct()
                    .toList();
            Optional<MethodCall> found = calls.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found;
            }
            level = calls.stream()
                    .filter(this::isOfApplication)
                    .flatMap(this::implementations)
                    .toList();
        }
        return Optional.empty();
    }

    private Stream<MethodCall> callsOf(MethodCall method) {
        String file = ClassUtils.convertClassNameToResourcePath(method.owner()) + ClassUtils.CLASS_FILE_SUFFIX;
        try (InputStream in = loader.getResourceAsStream(file)) {
            if (in == null) {
                return Stream.empty();
            }
            MethodCallReader reader = new MethodCallReader(method);
            new ClassReader(in).accept(reader, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return reader.calls().stream();
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException ex) {
            return Stream.empty(); // a class file that this version of ASM does not know
        }
    }

    private boolean isOfApplication(MethodCall call) {
        return origins.of(call.owner()) == Origin.APPLICATION && typeOf(call) != null;
    }

    /** The method itself, and where it is abstract that of each bean which is of the type. */
    private Stream<MethodCall> implementations(MethodCall call) {
        Class<?> type = typeOf(call);
        if (type == null || !(type.isInterface() || Modifier.isAbstract(type.getModifiers()))) {
            return Stream.of(call);
        }
        return Stream.concat(
                Stream.of(call),
                Stream.of(beans.getBeanNamesForType(type, true, false))
                        .map(name -> beans.getType(name, false))
                        .filter(Objects::nonNull)
                        .map(ClassUtils::getUserClass)
                        .map(bean -> new MethodCall(bean.getName(), call.name(), call.descriptor())));
    }

    /** Returns whether {@code call} is one to a store that changes what is stored. */
    boolean changesData(MethodCall call) {
        Class<?> type = typeOf(call);
        return type != null && StoreMethods.change(type, call.name());
    }

    /** Returns whether a method that {@code call} may mean, or its class, carries an annotation of method security. */
    boolean isMethodSecured(MethodCall call) {
        return isOfApplication(call)
                && implementations(call)
                        .map(this::typeOf)
                        .filter(Objects::nonNull)
                        .anyMatch(type -> isSecured(type)
                                || Stream.of(type.getDeclaredMethods())
                                        .filter(method -> method.getName().equals(call.name()))
                                        .anyMatch(HandlerCalls::isSecured));
    }

    private static boolean isSecured(AnnotatedElement element) {
        return MergedAnnotations.from(element, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY).stream()
                .anyMatch(annotation ->
                        METHOD_SECURITY.contains(annotation.getType().getSimpleName()));
    }

    private @Nullable Class<?> typeOf(MethodCall call) {
        try {
            return ClassUtils.forName(call.owner(), loader);
        } catch (ClassNotFoundException | LinkageError ex) {
            return null;
        }
    }
}
