package dev.readiness.spring.validation;

import dev.readiness.spring.assessment.HandlerCode;
import java.lang.reflect.Method;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/** Finds, in the byte code of a handler, whether it uses the value of a parameter or only asks whether there is one. */
final class ValueReads extends MethodVisitor {

    private final int slot;

    private boolean loaded;

    private Use use = Use.NONE;

    /** How a handler uses the value of a parameter, in ascending order. */
    enum Use {
        /** Not at all. */
        NONE,
        /** It asks whether there is one. */
        PRESENCE,
        /** In some other way, or nobody knows. */
        VALUE
    }

    private ValueReads(int slot) {
        super(SpringAsmInfo.ASM_VERSION);
        this.slot = slot;
    }

    /** Returns how {@code method} uses its parameter at {@code index}. */
    static Use of(Method method, int index) {
        ValueReads reads = new ValueReads(slotOf(method, index));
        return HandlerCode.show(method, reads) ? reads.use : Use.VALUE;
    }

    private static int slotOf(Method method, int index) {
        Type[] types = Type.getArgumentTypes(method);
        int slot = 1;
        for (int i = 0; i < index; i++) {
            slot += types[i].getSize();
        }
        return slot;
    }

    /** Whatever follows the loading of a value uses it. */
    private void use() {
        if (loaded) {
            use = Use.VALUE;
        }
        loaded = false;
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        use();
        if (variable == slot) {
            loaded = true;
        }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        if (loaded && (opcode == Opcodes.IFNULL || opcode == Opcodes.IFNONNULL)) {
            use = use == Use.VALUE ? use : Use.PRESENCE;
            loaded = false;
        }
        use();
    }

    @Override
    public void visitInsn(int opcode) {
        use();
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        use();
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        use();
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        use();
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
        use();
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        use();
    }

    @Override
    public void visitLdcInsn(Object value) {
        use();
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        use();
    }

    @Override
    public void visitTableSwitchInsn(int low, int high, Label otherwise, Label... labels) {
        use();
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        use();
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        use();
    }
}
