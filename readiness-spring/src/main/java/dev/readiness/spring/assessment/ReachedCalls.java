package dev.readiness.spring.assessment;

import dev.readiness.assessment.Endpoint.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.LinkedHashSet;
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
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * Finds out, from the application's byte code, which calls a method gets to.
 *
 * <p>Only calls that stand in the code are followed, through the application's own classes and the beans behind its
 * interfaces. What is called by reflection, by an event or by a proxy is not seen, so that nothing found means nothing. Safe
 * for use by many threads.
 */
public final class ReachedCalls {

    private static final int DEEPEST = 5;

    private static final int DEEP = 12;

    private final ListableBeanFactory beans;

    private final EndpointOrigins origins;

    private final OwnPackages own;

    private final ClassLoader loader;

    private ReachedCalls(ListableBeanFactory beans, EndpointOrigins origins, ClassLoader loader) {
        this.beans = beans;
        this.origins = origins;
        this.own = OwnPackages.of(beans);
        this.loader = loader;
    }

    /** Returns what looks at the code of the application that {@code beans} belong to. */
    public static ReachedCalls of(ListableBeanFactory beans, ResourceLoader resources) {
        return new ReachedCalls(
                beans,
                EndpointOrigins.of(beans),
                Objects.requireNonNullElseGet(resources.getClassLoader(), ClassUtils::getDefaultClassLoader));
    }

    /** Returns the first call that {@code method} gets to and that is {@code wanted}. */
    public Optional<MethodCall> firstCall(Method method, Predicate<MethodCall> wanted) {
        return search(callOf(method), wanted, DEEPEST);
    }

    private static MethodCall callOf(Method method) {
        return new MethodCall(method.getDeclaringClass().getName(), method.getName(), Type.getMethodDescriptor(method));
    }

    /** Returns all calls that {@code method} gets to, the nearest first. */
    public Set<MethodCall> allCalls(Method method) {
        Set<MethodCall> all = new LinkedHashSet<>();
        firstCall(method, call -> {
            all.add(call);
            return false;
        });
        return all;
    }

    /** Returns all calls that {@code method} gets to, even those far away, for a rule that goes by what is not called. */
    public Set<MethodCall> evenFarCalls(Method method) {
        Set<MethodCall> all = new LinkedHashSet<>();
        search(
                callOf(method),
                call -> {
                    all.add(call);
                    return false;
                },
                DEEP);
        return all;
    }

    private Optional<MethodCall> search(MethodCall start, Predicate<MethodCall> wanted, int deepest) {
        Set<MethodCall> seen = new HashSet<>();
        List<MethodCall> level = List.of(start);
        for (int depth = 0; depth < deepest && !level.isEmpty(); depth++) {
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

    /** Returns the method that {@code call} names, if its class declares one with a body. */
    public Optional<Method> methodOf(MethodCall call) {
        Class<?> type = typeOf(call);
        return type == null
                ? Optional.empty()
                : methodsOf(type)
                        .filter(method -> method.getName().equals(call.name())
                                && Type.getMethodDescriptor(method).equals(call.descriptor())
                                && !Modifier.isAbstract(method.getModifiers()))
                        .findFirst();
    }

    private static Stream<Method> methodsOf(Class<?> type) {
        try {
            return Stream.of(type.getDeclaredMethods());
        } catch (LinkageError ex) {
            return Stream.empty(); // a method names a type that is not on the class path
        }
    }

    /** Returns whether {@code call} is one of a class of the application: neither of a framework nor of a library. */
    public boolean isOfApplication(MethodCall call) {
        return own.hold(call.owner()) && origins.of(call.owner()) == Origin.APPLICATION && typeOf(call) != null;
    }

    /** Returns the method itself, and where it is abstract that of each bean which is of the type. */
    public Stream<MethodCall> implementations(MethodCall call) {
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

    /** Returns the class that {@code call} is made on, or null if it cannot be loaded. */
    public @Nullable Class<?> typeOf(MethodCall call) {
        try {
            return ClassUtils.forName(call.owner(), loader);
        } catch (ClassNotFoundException | LinkageError ex) {
            return null;
        }
    }
}
