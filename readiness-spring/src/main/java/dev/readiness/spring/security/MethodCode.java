package dev.readiness.spring.security;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;

/** The instructions of a method, sorted by what they may do to a request that is on its way through it. */
final class MethodCode extends MethodVisitor {

    /** Packages and types of which no method fails or refuses a request. */
    private static final List<String> HARMLESS_OWNERS = List.of(
            "org/slf4j/",
            "org/apache/commons/logging/",
            "java/util/logging/Logger",
            "java/lang/StringBuilder",
            "java/lang/System",
            "java/lang/ThreadLocal",
            "java/time/Instant",
            "java/util/UUID");

    private static final Set<String> FAILING_CALLS = Set.of("fromString", "parse", "exit", "charAt", "substring");

    private static final Set<String> HARMLESS_CALLS = Set.of(
            "java/lang/Long.valueOf",
            "java/lang/Integer.valueOf",
            "java/lang/Boolean.valueOf",
            "java/lang/String.valueOf",
            "java/lang/Thread.currentThread",
            "java/lang/Thread.getName");

    private static final Set<String> HARMLESS_OF_REQUEST = Set.of(
            "getMethod",
            "getRequestURI",
            "getRequestURL",
            "getServletPath",
            "getContextPath",
            "getQueryString",
            "getHeader",
            "getAttribute",
            "setAttribute",
            "getRemoteAddr",
            "getRemoteHost",
            "getRemoteUser",
            "getScheme",
            "getServerName",
            "getServerPort",
            "getParameter");

    private static final Set<String> HARMLESS_OF_RESPONSE = Set.of("setHeader", "addHeader", "getStatus");

    private static final Set<Integer> MAY_FAIL = Set.of(
            Opcodes.ATHROW,
            Opcodes.IDIV,
            Opcodes.LDIV,
            Opcodes.IREM,
            Opcodes.LREM,
            Opcodes.AALOAD,
            Opcodes.IALOAD,
            Opcodes.BALOAD,
            Opcodes.CALOAD,
            Opcodes.MONITORENTER,
            Opcodes.ARRAYLENGTH);

    private final List<Step> steps = new ArrayList<>();

    private final Map<Label, Integer> positions = new HashMap<>();

    MethodCode() {
        super(SpringAsmInfo.ASM_VERSION);
    }

    /** What an instruction may do. */
    enum Kind {
        /** Nothing to the request. */
        HARMLESS,
        /** It calls the rest of the chain. */
        PASSES_ON,
        /** It goes on in one of several places. */
        BRANCH,
        /** It goes on somewhere else. */
        JUMP,
        /** It ends the method with a value, which is the answer of an interceptor. */
        RETURN_OF_A_VALUE,
        /** It ends the method before the request was passed on, or fails, or nobody knows. */
        MAY_REFUSE
    }

    /**
     * An instruction.
     *
     * @param opcode its code
     * @param kind what it may do
     * @param targets where else it may go on
     */
    record Step(int opcode, Kind kind, List<Label> targets) {}

    List<Step> steps() {
        return steps;
    }

    int positionOf(Label label) {
        return positions.getOrDefault(label, steps.size());
    }

    @Override
    public void visitLabel(Label label) {
        positions.put(label, steps.size());
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == Opcodes.IRETURN) {
            add(opcode, Kind.RETURN_OF_A_VALUE);
        } else {
            boolean returns = opcode == Opcodes.RETURN || opcode == Opcodes.ARETURN;
            add(opcode, returns || MAY_FAIL.contains(opcode) ? Kind.MAY_REFUSE : Kind.HARMLESS);
        }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        add(opcode, Kind.HARMLESS);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        add(opcode, opcode == Opcodes.RET ? Kind.MAY_REFUSE : Kind.HARMLESS);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        boolean cast = opcode == Opcodes.CHECKCAST && !type.startsWith("jakarta/servlet/http/HttpServlet");
        add(opcode, cast ? Kind.MAY_REFUSE : Kind.HARMLESS);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        add(opcode, Kind.HARMLESS);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
        boolean passesOn = owner.equals("jakarta/servlet/FilterChain") && name.equals("doFilter");
        boolean harmless = HARMLESS_OWNERS.stream().anyMatch(owner::startsWith)
                || HARMLESS_CALLS.contains(owner + "." + name)
                || (owner.endsWith("ServletRequest") && HARMLESS_OF_REQUEST.contains(name))
                || (owner.endsWith("ServletResponse") && HARMLESS_OF_RESPONSE.contains(name));
        if (passesOn) {
            add(opcode, Kind.PASSES_ON);
        } else {
            add(opcode, harmless && !FAILING_CALLS.contains(name) ? Kind.HARMLESS : Kind.MAY_REFUSE);
        }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        boolean concatenation = bootstrap.getOwner().equals("java/lang/invoke/StringConcatFactory");
        add(Opcodes.INVOKEDYNAMIC, concatenation ? Kind.HARMLESS : Kind.MAY_REFUSE);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        Kind kind = opcode == Opcodes.GOTO ? Kind.JUMP : Kind.BRANCH;
        steps.add(new Step(opcode, opcode == Opcodes.JSR ? Kind.MAY_REFUSE : kind, List.of(label)));
    }

    @Override
    public void visitLdcInsn(Object value) {
        add(Opcodes.LDC, Kind.HARMLESS);
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        add(Opcodes.IINC, Kind.HARMLESS);
    }

    @Override
    public void visitTableSwitchInsn(int low, int high, Label otherwise, Label... labels) {
        addSwitch(Opcodes.TABLESWITCH, otherwise, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        addSwitch(Opcodes.LOOKUPSWITCH, otherwise, labels);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        add(Opcodes.MULTIANEWARRAY, Kind.HARMLESS);
    }

    private void addSwitch(int opcode, Label otherwise, Label... labels) {
        List<Label> targets = new ArrayList<>(Arrays.asList(labels));
        targets.add(otherwise);
        steps.add(new Step(opcode, Kind.JUMP, targets));
    }

    private void add(int opcode, Kind kind) {
        steps.add(new Step(opcode, kind, List.of()));
    }
}
