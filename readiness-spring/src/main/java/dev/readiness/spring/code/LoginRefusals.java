package dev.readiness.spring.code;

import dev.readiness.spring.assessment.MethodCall;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.util.ClassUtils;

/** Collects what one method throws before it compares a password, and what after. */
final class LoginRefusals extends MethodVisitor {

    private static final Set<String> COMPARISONS = Set.of("matches", "checkpw");

    private @Nullable Refusal unknown;

    private @Nullable Refusal wrong;

    private @Nullable MethodCall lambda;

    private @Nullable MethodCall lambdaBefore;

    private @Nullable Refusal supplied;

    private @Nullable String made;

    private String text = "";

    private boolean compares;

    LoginRefusals() {
        super(SpringAsmInfo.ASM_VERSION);
    }

    boolean compares() {
        return compares;
    }

    Optional<Refusal> unknown() {
        return Optional.ofNullable(unknown);
    }

    Optional<Refusal> wrong() {
        return Optional.ofNullable(wrong);
    }

    /** Returns what makes the exception for a lookup that finds nothing, if that is what happens before the comparison. */
    Optional<MethodCall> lambdaBefore() {
        return Optional.ofNullable(lambdaBefore);
    }

    void noteUnknown(Refusal refusal) {
        unknown = refusal;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.NEW && (type.endsWith("Exception") || type.endsWith("Error"))) {
            made = type;
            text = "";
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        if (made != null && value instanceof String string && text.isEmpty()) {
            text = string;
        }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        if (name.equals("get") && arguments.length > 1 && arguments[1] instanceof Handle handle) {
            lambda = new MethodCall(handle.getOwner().replace('/', '.'), handle.getName(), handle.getDesc());
            supplied = handle.getTag() == Opcodes.H_NEWINVOKESPECIAL ? new Refusal(lambda.owner(), "") : null;
        } else if (made != null && arguments.length > 0 && arguments[0] instanceof String recipe) {
            text = recipe.replace("\u0001", "…");
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (name.equals("<init>") && owner.equals(made)) {
            Refusal refusal = new Refusal(owner.replace('/', '.'), text);
            if (!compares) {
                unknown = refusal;
            } else if (wrong == null) {
                wrong = refusal;
            }
            made = null;
        } else if (name.equals("orElseThrow") && !compares) {
            lambdaBefore = lambda;
            unknown = supplied == null ? unknown : supplied;
        } else if (COMPARISONS.contains(name) && descriptor.endsWith("Z") && owner.matches(".*(Encoder|BCrypt)")) {
            compares = true;
        }
    }

    /**
     * An exception.
     *
     * @param type name of its class
     * @param text its text as far as that stands in the code
     */
    record Refusal(String type, String text) {

        @Override
        public String toString() {
            return ClassUtils.getShortName(type) + (text.isEmpty() ? "" : " \"" + text + "\"");
        }
    }
}
