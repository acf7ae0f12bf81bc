package dev.readiness.spring.assessment;

import dev.readiness.assessment.Endpoint;
import java.lang.reflect.Method;
import java.util.function.Predicate;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
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
        Calls calls = new Calls();
        return HandlerCode.show(method, calls) && !calls.work;
    }

    private static final class Calls extends MethodVisitor {

        private boolean work;

        Calls() {
            super(SpringAsmInfo.ASM_VERSION);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
            boolean model = owner.startsWith("org/springframework/ui/");
            boolean emptyForm = name.equals("<init>") && type.equals("()V");
            work |= !model && !emptyForm;
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... arguments) {
            work = true;
        }
    }
}
