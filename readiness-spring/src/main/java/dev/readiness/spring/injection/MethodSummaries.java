package dev.readiness.spring.injection;

import dev.readiness.spring.assessment.FlowCall;
import dev.readiness.spring.assessment.MethodFlow;
import dev.readiness.spring.assessment.SourceMethods;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Reads what the application's methods do with what they are given, each once, and through the beans behind interfaces.
 *
 * <p>What is called by reflection, by an event or by a proxy is not followed. Not thread-safe; made for one report.
 */
final class MethodSummaries {

    private static final int DEEPEST = 8;

    private final ListableBeanFactory beans;

    private final ClassLoader loader;

    private final Predicate<String> isOfApplication;

    private final OwnedRows rows;

    private final Map<FlowCall, Optional<MethodSummary>> known = new HashMap<>();

    private final Map<String, Optional<byte[]>> classFiles = new HashMap<>();

    private final Set<FlowCall> running = new HashSet<>();

    /**
     * @param isOfApplication whether the class with the name is part of the application
     */
    MethodSummaries(ListableBeanFactory beans, ClassLoader loader, Predicate<String> isOfApplication) {
        this.beans = beans;
        this.loader = loader;
        this.isOfApplication = isOfApplication;
        this.rows = new OwnedRows(loader);
    }

    /** Returns what the method does that is called, or nothing if it is none of the application's or could not be read. */
    Optional<MethodSummary> of(String owner, String name, String descriptor) {
        return of(new FlowCall(owner, name, descriptor, false, "", null));
    }

    private Optional<MethodSummary> of(FlowCall call) {
        FlowCall key = new FlowCall(call.owner(), call.name(), call.descriptor(), false, "", null);
        if (!isOfApplication.test(call.owner().replace('/', '.'))) {
            return Optional.empty();
        }
        Optional<MethodSummary> before = known.get(key);
        if (before != null) {
            return before;
        }
        if (running.size() >= DEEPEST || !running.add(key)) {
            return Optional.empty();
        }
        try {
            Optional<MethodSummary> read = read(key);
            known.put(key, read);
            return read;
        } finally {
            running.remove(key);
        }
    }

    private Optional<MethodSummary> read(FlowCall call) {
        return Stream.concat(hierarchy(call.owner()), implementations(call.owner()))
                .flatMap(owner -> readIn(owner, call).stream())
                .findFirst();
    }

    /** The class, and those that it inherits from. */
    private Stream<String> hierarchy(String owner) {
        List<String> names = new ArrayList<>();
        for (Class<?> type = typeOf(owner); type != null; type = type.getSuperclass()) {
            names.add(type.getName());
        }
        return names.stream().filter(isOfApplication);
    }

    private Stream<String> implementations(String owner) {
        Class<?> type = typeOf(owner);
        return type == null || !(type.isInterface() || Modifier.isAbstract(type.getModifiers()))
                ? Stream.empty()
                : Stream.of(beans.getBeanNamesForType(type, true, false))
                        .map(name -> beans.getType(name, false))
                        .filter(Objects::nonNull)
                        .map(bean -> ClassUtils.getUserClass(bean).getName())
                        .filter(isOfApplication);
    }

    private Optional<MethodSummary> readIn(String owner, FlowCall call) {
        return classFiles.computeIfAbsent(owner, this::classFileOf).flatMap(file -> {
            Reading reading = new Reading(owner, call);
            new ClassReader(file).accept(reading, ClassReader.SKIP_FRAMES);
            return Optional.ofNullable(reading.found).map(FollowedMethod::summary);
        });
    }

    private Optional<byte[]> classFileOf(String owner) {
        String path = ClassUtils.convertClassNameToResourcePath(owner) + ClassUtils.CLASS_FILE_SUFFIX;
        try (InputStream in = loader.getResourceAsStream(path)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] file = in.readAllBytes();
            new ClassReader(file);
            return Optional.of(file);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException ex) {
            return Optional.empty(); // of a Java version that this version of ASM does not know
        }
    }

    private @Nullable Class<?> typeOf(String owner) {
        try {
            return ClassUtils.forName(owner.replace('/', '.'), loader);
        } catch (ClassNotFoundException | LinkageError ex) {
            return null;
        }
    }

    private final class Reading extends ClassVisitor {

        private final String owner;

        private final FlowCall wanted;

        private @Nullable FollowedMethod found;

        Reading(String owner, FlowCall wanted) {
            super(SpringAsmInfo.ASM_VERSION);
            this.owner = owner;
            this.wanted = wanted;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            boolean hasCode = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE)) == 0;
            if (!hasCode || !name.equals(wanted.name()) || !descriptor.equals(wanted.descriptor())) {
                return null;
            }
            String where = ClassUtils.getShortName(owner) + "." + SourceMethods.nameOf(name);
            found = new FollowedMethod(where, MethodSummaries.this::of, rows);
            return new MethodFlow(owner.replace('.', '/'), access, descriptor, found);
        }
    }

    /** Returns a test for classes in {@code packages}. */
    static Predicate<String> in(Collection<String> packages) {
        List<String> prefixes = packages.stream().map(name -> name + ".").toList();
        return name -> prefixes.stream().anyMatch(name::startsWith);
    }
}
