package dev.readiness.spring.code;

import dev.readiness.spring.assessment.MethodCall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;

/** The calls of one method, and which of them may follow which; what is thrown is not followed. */
final class StoreWrites extends MethodVisitor {

    /** A call or the end of a straight piece of code. */
    private record Step(@Nullable MethodCall call, boolean goesOn, List<Label> targets) {}

    private final List<Step> steps = new ArrayList<>();

    private final Map<Label, Integer> places = new HashMap<>();

    StoreWrites() {
        super(SpringAsmInfo.ASM_VERSION);
    }

    /** Returns the calls in the order of the code. */
    List<MethodCall> calls() {
        List<MethodCall> calls = new ArrayList<>();
        for (Step step : steps) {
            if (step.call() != null) {
                calls.add(step.call());
            }
        }
        return calls;
    }

    /** Returns the calls that may run after one that is like {@code first}. */
    List<MethodCall> after(MethodCall first) {
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        for (int place = 0; place < steps.size(); place++) {
            if (first.equals(steps.get(place).call())) {
                open.addAll(next(place));
            }
        }
        List<MethodCall> after = new ArrayList<>();
        while (!open.isEmpty()) {
            int place = open.remove();
            if (place < steps.size() && !seen.get(place)) {
                seen.set(place);
                MethodCall call = steps.get(place).call();
                if (call != null) {
                    after.add(call);
                }
                open.addAll(next(place));
            }
        }
        return after;
    }

    private List<Integer> next(int place) {
        Step step = steps.get(place);
        List<Integer> next = new ArrayList<>();
        if (step.goesOn()) {
            next.add(place + 1);
        }
        step.targets().forEach(label -> next.add(places.getOrDefault(label, steps.size())));
        return next;
    }

    private void add(@Nullable MethodCall call, boolean goesOn, Label... targets) {
        steps.add(new Step(call, goesOn, List.of(targets)));
    }

    @Override
    public void visitLabel(Label label) {
        places.put(label, steps.size());
    }

    @Override
    public void visitInsn(int opcode) {
        if ((opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) || opcode == Opcodes.ATHROW) {
            add(null, false);
        }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        add(null, opcode != Opcodes.GOTO, label);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label dflt, Label... labels) {
        visitLookupSwitchInsn(dflt, new int[0], labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label dflt, int[] keys, Label[] labels) {
        List<Label> targets = new ArrayList<>(List.of(labels));
        targets.add(dflt);
        steps.add(new Step(null, false, List.copyOf(targets)));
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        add(new MethodCall(owner.replace('/', '.'), name, descriptor), true);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        for (Object argument : arguments) {
            if (argument instanceof Handle handle) {
                add(new MethodCall(handle.getOwner().replace('/', '.'), handle.getName(), handle.getDesc()), true);
            }
        }
    }
}
