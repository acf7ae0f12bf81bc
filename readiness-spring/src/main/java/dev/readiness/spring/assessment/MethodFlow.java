package dev.readiness.spring.assessment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/**
 * Follows values through the code of one method and tells a listener of calls and results.
 *
 * <p>The code is read once from the top: a value that goes round a loop is seen on its first way only. What is not understood
 * makes values without parts, so that a rule which asks for a part stays silent. Not thread-safe.
 */
public final class MethodFlow extends MethodVisitor {

    private final int access;

    private final String owner;

    private final String descriptor;

    private final FlowListener listener;

    private final List<Instruction> code = new ArrayList<>();

    private final Map<Label, String> handlers = new HashMap<>();

    private final List<Variable> variables = new ArrayList<>();

    private final List<String> parameterNames = new ArrayList<>();

    /**
     * Prepares for one method; give this to a class reader that does not skip debug information.
     *
     * @param owner internal name of the class
     * @param access access flags of the method
     * @param descriptor parameters and result of the method
     * @param listener is told when all of the method was read
     */
    public MethodFlow(String owner, int access, String descriptor, FlowListener listener) {
        super(SpringAsmInfo.ASM_VERSION);
        this.owner = owner;
        this.access = access;
        this.descriptor = descriptor;
        this.listener = listener;
    }

    /**
     * An instruction.
     *
     * @param opcode its code, or -1 for a label
     * @param operand what it works on
     * @param number a variable or a size
     */
    record Instruction(int opcode, @Nullable Object operand, int number) {}

    /** A variable that has a name between two places. */
    record Variable(String name, String type, int index, Label start, Label end) {}

    @Override
    public void visitParameter(String name, int access) {
        parameterNames.add(name);
    }

    @Override
    public void visitInsn(int opcode) {
        code.add(new Instruction(opcode, null, 0));
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        code.add(new Instruction(opcode, null, operand));
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        code.add(new Instruction(opcode, null, variable));
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        code.add(new Instruction(opcode, type, 0));
    }

    @Override
    public void visitFieldInsn(int opcode, String fieldOwner, String name, String type) {
        code.add(new Instruction(opcode, new FlowValue.Part(FlowValue.Origin.FIELD, fieldOwner, name, type), 0));
    }

    @Override
    public void visitMethodInsn(int opcode, String callOwner, String name, String type, boolean ofInterface) {
        code.add(new Instruction(opcode, new FlowCall(callOwner, name, type, opcode == Opcodes.INVOKESTATIC), 0));
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... arguments) {
        boolean text = bootstrap.getOwner().equals("java/lang/invoke/StringConcatFactory");
        String recipe = text && arguments.length > 0 ? String.valueOf(arguments[0]) : "";
        FlowCall lambda = arguments.length > 1 && arguments[1] instanceof Handle handle
                ? new FlowCall(
                        handle.getOwner(),
                        handle.getName(),
                        handle.getDesc(),
                        handle.getTag() == Opcodes.H_INVOKESTATIC)
                : null;
        String madeBy = text ? "java/lang/String" : bootstrap.getOwner();
        code.add(new Instruction(Opcodes.INVOKEDYNAMIC, new FlowCall(madeBy, name, type, true, recipe, lambda), 0));
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        code.add(new Instruction(opcode, List.of(label), 0));
    }

    @Override
    public void visitLabel(Label label) {
        code.add(new Instruction(-1, label, 0));
    }

    @Override
    public void visitLdcInsn(Object value) {
        code.add(new Instruction(Opcodes.LDC, value, 0));
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        // The variable keeps its type, and a number has no parts.
    }

    @Override
    public void visitTableSwitchInsn(int low, int high, Label otherwise, Label... labels) {
        visitLookupSwitchInsn(otherwise, new int[0], labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        List<Label> targets = new ArrayList<>(List.of(labels));
        targets.add(otherwise);
        code.add(new Instruction(Opcodes.LOOKUPSWITCH, targets, 0));
    }

    @Override
    public void visitMultiANewArrayInsn(String type, int dimensions) {
        code.add(new Instruction(Opcodes.MULTIANEWARRAY, type, dimensions));
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        handlers.putIfAbsent(handler, type == null ? "java/lang/Throwable" : type);
    }

    @Override
    public void visitLocalVariable(
            String name, String type, @Nullable String signature, Label start, Label end, int index) {
        variables.add(new Variable(name, type, index, start, end));
    }

    @Override
    public void visitEnd() {
        if (code.isEmpty()) {
            return;
        }
        FlowRun run = new FlowRun(new VariableNames(code, variables), handlers, listener);
        int index = 0;
        if ((access & Opcodes.ACC_STATIC) == 0) {
            run.declare(0, index++, "this", "L" + owner + ";");
        }
        int first = index;
        Type[] parameters = Type.getArgumentTypes(descriptor);
        for (int i = 0; i < parameters.length; i++) {
            run.declare(
                    i + first,
                    index,
                    i < parameterNames.size() ? parameterNames.get(i) : "",
                    parameters[i].getDescriptor());
            index += parameters[i].getSize();
        }
        run.follow(code);
    }

    /** Knows which name a variable has at an instruction. */
    static final class VariableNames {

        private final Map<Label, Integer> positions = new HashMap<>();

        private final List<Variable> variables;

        VariableNames(List<Instruction> code, List<Variable> variables) {
            this.variables = List.copyOf(variables);
            for (int i = 0; i < code.size(); i++) {
                if (code.get(i).operand() instanceof Label label) {
                    positions.put(label, i);
                }
            }
        }

        /** Returns the variable that {@code index} means at {@code position}; one that is only being written begins after it. */
        @Nullable
        Variable at(int index, int position) {
            for (Variable variable : variables) {
                int start = positions.getOrDefault(variable.start(), Integer.MAX_VALUE);
                int end = positions.getOrDefault(variable.end(), Integer.MIN_VALUE);
                if (variable.index() == index && start - 1 <= position && position <= end) {
                    return variable;
                }
            }
            return null;
        }
    }
}
