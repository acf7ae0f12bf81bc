package dev.readiness.spring.security;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Tells from the code of a filter or an interceptor whether it passes on every request, whatever the request is.
 *
 * <p>It is careful: on each way through the method, nothing but what is known not to fail may happen before the request is
 * passed on. What happens afterwards does not matter.
 */
final class PassThrough {

    private static final String ONCE = "org.springframework.web.filter.OncePerRequestFilter";

    private PassThrough() {}

    /** Returns whether {@code filter} certainly calls the rest of its chain. */
    static boolean isCertainOfFilter(Class<?> filter) {
        Method method = methodOf(filter, "doFilter");
        Method inner = method != null && method.getDeclaringClass().getName().equals(ONCE)
                ? methodOf(filter, "doFilterInternal")
                : method;
        return inner != null && passesOn(inner);
    }

    /** Returns whether {@code interceptor} certainly lets the handler be called. */
    static boolean isCertainOfInterceptor(Class<?> interceptor) {
        Method method = methodOf(interceptor, "preHandle");
        return method != null && passesOn(method);
    }

    private static @Nullable Method methodOf(Class<?> type, String name) {
        for (Method method : ReflectionUtils.getUniqueDeclaredMethods(type)) {
            if (method.getName().equals(name) && method.getParameterCount() == 3 && !method.isBridge()) {
                return method;
            }
        }
        return null;
    }

    private static boolean passesOn(Method method) {
        Class<?> declaring = method.getDeclaringClass();
        ClassLoader loader = declaring.getClassLoader();
        String resource = declaring.getName().replace('.', '/') + ClassUtils.CLASS_FILE_SUFFIX;
        try (InputStream code = loader == null ? null : loader.getResourceAsStream(resource)) {
            if (code == null) {
                return false;
            }
            MethodCode instructions = new MethodCode();
            new ClassReader(code).accept(only(method, instructions), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return everyWayPassesOn(instructions);
        } catch (IOException ex) {
            return false;
        }
    }

    private static ClassVisitor only(Method method, MethodVisitor instructions) {
        String descriptor = Type.getMethodDescriptor(method);
        return new ClassVisitor(SpringAsmInfo.ASM_VERSION) {
            @Override
            public @Nullable MethodVisitor visitMethod(
                    int access,
                    String name,
                    String visited,
                    @Nullable String signature,
                    String @Nullable [] exceptions) {
                return name.equals(method.getName()) && visited.equals(descriptor) ? instructions : null;
            }
        };
    }

    /** If another instruction jumps to the return, it may bring another value. */
    private static boolean returnsTrue(int position, MethodCode code) {
        boolean jumpedTo = code.steps().stream()
                .flatMap(step -> step.targets().stream())
                .anyMatch(target -> code.positionOf(target) == position);
        return !jumpedTo && position > 0 && code.steps().get(position - 1).opcode() == Opcodes.ICONST_1;
    }

    private static boolean everyWayPassesOn(MethodCode code) {
        List<MethodCode.Step> steps = code.steps();
        Deque<Integer> open = new ArrayDeque<>(List.of(0));
        Set<Integer> seen = new HashSet<>();
        while (!open.isEmpty()) {
            int position = open.pop();
            if (!seen.add(position)) {
                continue;
            }
            if (position >= steps.size()) {
                return false;
            }
            switch (steps.get(position).kind()) {
                case HARMLESS -> open.push(position + 1);
                case BRANCH -> {
                    open.push(position + 1);
                    steps.get(position).targets().forEach(target -> open.push(code.positionOf(target)));
                }
                case JUMP -> steps.get(position).targets().forEach(target -> open.push(code.positionOf(target)));
                case PASSES_ON -> {}
                case RETURN_OF_A_VALUE -> {
                    if (!returnsTrue(position, code)) {
                        return false;
                    }
                }
                case MAY_REFUSE -> {
                    return false;
                }
            }
        }
        return !steps.isEmpty();
    }
}
