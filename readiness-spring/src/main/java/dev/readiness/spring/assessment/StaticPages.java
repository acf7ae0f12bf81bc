package dev.readiness.spring.assessment;

import dev.readiness.assessment.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;

/**
 * Tells pages that cost nothing but themselves: handlers of {@code GET} that only name a view, and perhaps put an empty form
 * into its model. Read from the byte code of the handler, so that a call of anything else makes it a page with work behind it.
 *
 * <p>Safe for use by many threads.
 */
public final class StaticPages implements Predicate<Endpoint> {

    private final ObjectProvider<EndpointHandlers> handlers;

    /** Creates a reader of the handlers that {@code handlers} find. */
    public StaticPages(ObjectProvider<EndpointHandlers> handlers) {
        this.handlers = handlers;
    }

    @Override
    public boolean test(Endpoint endpoint) {
        return endpoint.method().equals("GET")
                && !endpoint.writes()
                && handlers.stream()
                        .flatMap(source -> source.handlerOf(endpoint).stream())
                        .anyMatch(handler -> namesAView(handler) && callsNothing(handler.getMethod()));
    }

    private static boolean namesAView(HandlerMethod handler) {
        return handler.getMethod().getReturnType() == String.class
                && !AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), ResponseBody.class)
                && !handler.hasMethodAnnotation(ResponseBody.class);
    }

    private static boolean callsNothing(Method method) {
        Class<?> type = method.getDeclaringClass();
        String file = ClassUtils.getClassFileName(type);
        try (InputStream in = type.getResourceAsStream(file)) {
            if (in == null) {
                return false;
            }
            Calls calls = new Calls(method, type.getClassLoader());
            new ClassReader(in).accept(calls, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return !calls.work;
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException ex) {
            return false; // a class file that this version of ASM does not know
        }
    }

    private static final class Calls extends ClassVisitor {

        private final Method method;
        private final ClassLoader loader;
        private boolean work;

        Calls(Method method, ClassLoader loader) {
            super(SpringAsmInfo.ASM_VERSION);
            this.method = method;
            this.loader = loader;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String type, @Nullable String generic, String @Nullable [] thrown) {
            boolean wanted = name.equals(method.getName()) && type.equals(Type.getMethodDescriptor(method));
            return wanted ? new Body() : null;
        }

        private final class Body extends MethodVisitor {

            Body() {
                super(SpringAsmInfo.ASM_VERSION);
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
                boolean model = owner.startsWith("org/springframework/ui/");
                boolean form = opcode == Opcodes.INVOKESPECIAL && name.equals("<init>") && isPlain(owner);
                work |= !model && !form;
            }

            @Override
            public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... arguments) {
                work = true;
            }
        }

        /** A form is a plain object: one that can be made without anything. */
        private boolean isPlain(String owner) {
            try {
                Class<?> form = ClassUtils.forName(owner.replace('/', '.'), loader);
                return Stream.of(form.getDeclaredConstructors())
                        .mapToInt(Constructor::getParameterCount)
                        .anyMatch(count -> count == 0);
            } catch (ClassNotFoundException | LinkageError ex) {
                return false;
            }
        }
    }
}
