package dev.readiness.spring.code;

import dev.readiness.spring.assessment.HandlerCode;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Reads from the code of a handler of exceptions with which status it answers.
 *
 * <p>Said is only what is certain: one that decides by the exception, or names two statuses, may answer with any.
 */
final class AnsweredStatus extends MethodVisitor {

    private static final String STATUS = "org/springframework/http/HttpStatus";

    private static final Map<String, Integer> SHORTCUTS = Map.of(
            "ok", 200, "badRequest", 400, "notFound", 404, "unprocessableEntity", 422, "internalServerError", 500);

    private static final Set<String> DECIDING = Set.of(
            "getStatusCode", "getStatus", "getRawStatusCode", "statusCode", "findAnnotation", "resolve", "getClass");

    private final Set<Integer> named = new TreeSet<>();

    private boolean decides;

    private AnsweredStatus() {
        super(SpringAsmInfo.ASM_VERSION);
    }

    /** Returns the status with which {@code handler} always answers, if that can be said. */
    static OptionalInt of(Method handler) {
        MergedAnnotation<ResponseStatus> annotation =
                MergedAnnotations.from(handler).get(ResponseStatus.class);
        AnsweredStatus seen = new AnsweredStatus();
        if (!HandlerCode.show(handler, seen) || seen.decides) {
            return OptionalInt.empty();
        }
        if (annotation.isPresent()) {
            seen.named.add(annotation.getEnum("code", HttpStatus.class).value());
        }
        if (seen.named.isEmpty() && isPlainAnswer(handler)) {
            return OptionalInt.of(HttpStatus.OK.value());
        }
        return seen.named.size() == 1 ? OptionalInt.of(seen.named.iterator().next()) : OptionalInt.empty();
    }

    /** What is written as it is, by a handler that has no way to say another status. */
    private static boolean isPlainAnswer(Method handler) {
        Class<?> type = handler.getReturnType();
        boolean body = AnnotatedElementUtils.hasAnnotation(handler, ResponseBody.class)
                || AnnotatedElementUtils.hasAnnotation(handler.getDeclaringClass(), RestControllerAdvice.class);
        boolean sayable = type == void.class
                || type == Object.class
                || type.getName().startsWith("org.springframework.")
                || type.getName().startsWith("reactor.");
        boolean response = Stream.of(handler.getParameterTypes())
                .anyMatch(parameter -> parameter.getSimpleName().contains("Response")
                        || parameter.getSimpleName().contains("Exchange")
                        || parameter.getSimpleName().contains("WebRequest"));
        return body && !sayable && !response;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        if (opcode == Opcodes.GETSTATIC && owner.equals(STATUS)) {
            try {
                named.add(HttpStatus.valueOf(name).value());
            } catch (IllegalArgumentException ex) {
                decides = true; // a status of another version of Spring
            }
        }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        if (opcode == Opcodes.SIPUSH && operand >= 200 && operand < 600) {
            named.add(operand);
        }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        decides |= opcode == Opcodes.INSTANCEOF;
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        decides |= DECIDING.contains(name) && !owner.equals(STATUS);
        if (owner.equals("org/springframework/http/ResponseEntity") && SHORTCUTS.containsKey(name)) {
            named.add(SHORTCUTS.get(name));
        }
    }
}
