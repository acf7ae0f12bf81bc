package dev.readiness.spring.validation;

import dev.readiness.spring.assessment.MethodFlow;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;

/** Reads what a controller or a controller advice tells a client of exceptions. */
final class ErrorAnswers {

    private static final String HANDLES = "org.springframework.web.bind.annotation.ExceptionHandler";

    private static final String MAPPING = "org.springframework.web.bind.annotation.RequestMapping";

    private final Class<?> type;

    private final Map<String, ErrorAnswer> answers = new HashMap<>();

    private ErrorAnswers(Class<?> type) {
        this.type = type;
    }

    /**
     * Returns what is told, by the name of the method that begins to answer.
     *
     * @throws IOException if the class file cannot be read
     */
    static Map<String, Set<String>> of(Class<?> type) throws IOException {
        return read(type).told();
    }

    /**
     * Returns what {@code method} tells, which makes the answer of a handler.
     *
     * @throws IOException if the class file cannot be read
     */
    static Set<String> of(Method method) throws IOException {
        return read(method.getDeclaringClass()).toldFrom(method.getName() + Type.getMethodDescriptor(method));
    }

    private static ErrorAnswers read(Class<?> type) throws IOException {
        ErrorAnswers answers = new ErrorAnswers(type);
        String file = ClassUtils.convertClassNameToResourcePath(type.getName()) + ClassUtils.CLASS_FILE_SUFFIX;
        ClassLoader loader = type.getClassLoader();
        try (InputStream in = loader == null ? null : loader.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("There is no class file of " + type.getName());
            }
            new ClassReader(in).accept(answers.new Reader(Type.getInternalName(type)), ClassReader.SKIP_FRAMES);
        }
        return answers;
    }

    private Map<String, Set<String>> told() {
        Map<String, Set<String>> told = new TreeMap<>();
        for (Method method : type.getDeclaredMethods()) {
            if (answersAnything(method)) {
                Set<String> by = toldFrom(method.getName() + Type.getMethodDescriptor(method));
                if (!by.isEmpty()) {
                    told.computeIfAbsent(method.getName(), name -> new TreeSet<>())
                            .addAll(by);
                }
            }
        }
        return told;
    }

    /** Whether the method answers requests, or exceptions whose message the application did not write. */
    private static boolean answersAnything(Method method) {
        MergedAnnotations annotations = MergedAnnotations.from(method, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY);
        MergedAnnotation<?> handles = annotations.get(HANDLES);
        if (!handles.isPresent()) {
            return annotations.isPresent(MAPPING);
        }
        Class<?>[] exceptions = handles.getClassArray("value");
        Stream<Class<?>> handled =
                exceptions.length == 0 ? Arrays.stream(method.getParameterTypes()) : Arrays.stream(exceptions);
        return handled.anyMatch(exception -> ErrorAnswer.isForeign(Type.getInternalName(exception)));
    }

    private Set<String> toldFrom(String start) {
        Set<String> told = new HashSet<>();
        Set<String> seen = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(Set.of(start));
        while (!next.isEmpty()) {
            String method = next.pop();
            ErrorAnswer answer = answers.get(method);
            if (answer != null && seen.add(method)) {
                told.addAll(answer.told());
                next.addAll(answer.handedTo());
            }
        }
        return told;
    }

    private final class Reader extends ClassVisitor {

        private final String className;

        Reader(String className) {
            super(SpringAsmInfo.ASM_VERSION);
            this.className = className;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            ErrorAnswer answer = new ErrorAnswer(className);
            answers.put(name + descriptor, answer);
            return new MethodFlow(className, access, descriptor, answer);
        }
    }
}
