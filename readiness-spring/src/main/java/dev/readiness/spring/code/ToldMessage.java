package dev.readiness.spring.code;

import dev.readiness.spring.assessment.FlowCall;
import dev.readiness.spring.assessment.FlowListener;
import dev.readiness.spring.assessment.FlowValue;
import dev.readiness.spring.assessment.FlowValue.Origin;
import dev.readiness.spring.assessment.HandlerCode;
import dev.readiness.spring.assessment.MethodFlow;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;

/** Finds out of which exception a method returns the message, in whatever the message was put. */
final class ToldMessage implements FlowListener {

    private @Nullable String exception;

    private ToldMessage() {}

    /** Returns the name of the type on which {@code method} asks for the message that it returns. */
    static Optional<String> of(Method method) {
        ToldMessage told = new ToldMessage();
        HandlerCode.show(
                method,
                new MethodFlow(
                        Type.getInternalName(method.getDeclaringClass()),
                        Modifier.isStatic(method.getModifiers()) ? Opcodes.ACC_STATIC : 0,
                        Type.getMethodDescriptor(method),
                        told));
        return Optional.ofNullable(told.exception);
    }

    @Override
    public boolean carries(FlowCall call) {
        boolean asks = call.name().equals("getMessage");
        boolean decides = call.resultType().equals("Z");
        boolean refuses = call.isConstructor() && call.owner().endsWith("Exception");
        return !asks && !decides && !refuses && !call.owner().endsWith("Logger");
    }

    @Override
    public void returned(FlowValue value) {
        value.parts().stream()
                .filter(part -> part.origin() == Origin.CALL && part.name().equals("getMessage"))
                .findFirst()
                .ifPresent(part -> exception = part.owner().replace('/', '.'));
    }
}
