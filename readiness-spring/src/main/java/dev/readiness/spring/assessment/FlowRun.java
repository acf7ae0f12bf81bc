package dev.readiness.spring.assessment;

import dev.readiness.spring.assessment.FlowValue.Origin;
import dev.readiness.spring.assessment.FlowValue.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.Label;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;

/** One way through the code of a method with a stack and variables as the virtual machine has them (JVMS 17, 2.6). */
final class FlowRun {

    private static final String OBJECT = "Ljava/lang/Object;";

    private static final Set<String> VALUES =
            Set.of("java/lang/String", "java/nio/file/Path", "java/net/URI", "java/io/File");

    private final MethodFlow.VariableNames names;

    private final Map<Label, String> handlers;

    private final FlowListener listener;

    private final Map<Label, State> arriving = new HashMap<>();

    private List<FlowValue> stack = new ArrayList<>();

    private Map<Integer, FlowValue> variables = new HashMap<>();

    private boolean reachable = true;

    FlowRun(MethodFlow.VariableNames names, Map<Label, String> handlers, FlowListener listener) {
        this.names = names;
        this.handlers = handlers;
        this.listener = listener;
    }

    private record State(List<FlowValue> stack, Map<Integer, FlowValue> variables) {}

    void declare(int position, int index, String name, String type) {
        MethodFlow.Variable known = names.at(index, 0);
        FlowValue value = FlowValue.of(type, new Part(Origin.VARIABLE, "", known == null ? name : known.name(), type));
        value.add(listener.given(position, type));
        variables.put(index, value);
    }

    void follow(List<MethodFlow.Instruction> code) {
        for (int position = 0; position < code.size(); position++) {
            MethodFlow.Instruction instruction = code.get(position);
            if (instruction.opcode() == -1) {
                arriveAt((Label) instruction.operand());
            } else if (reachable) {
                step(instruction, position);
            }
        }
    }

    private void arriveAt(@Nullable Object operand) {
        Label label = (Label) operand;
        State state = arriving.get(label);
        String caught = handlers.get(label);
        if (caught != null) {
            String type = "L" + caught + ";";
            stack = new ArrayList<>(List.of(FlowValue.of(type, new Part(Origin.CAUGHT, "", "", type))));
            reachable = true;
        } else if (state != null && reachable && state.stack().size() == stack.size()) {
            for (int i = 0; i < stack.size(); i++) {
                stack.set(i, stack.get(i).mergedWith(state.stack().get(i)));
            }
            state.variables().forEach((index, value) -> variables.merge(index, value, FlowValue::mergedWith));
        } else if (state != null) {
            stack = new ArrayList<>(state.stack());
            variables = new HashMap<>(state.variables());
            reachable = true;
        }
    }

    private void leaveFor(List<?> labels) {
        for (Object label : labels) {
            arriving.putIfAbsent((Label) label, new State(List.copyOf(stack), Map.copyOf(variables)));
        }
    }

    private void step(MethodFlow.Instruction instruction, int position) {
        int opcode = instruction.opcode();
        Object operand = instruction.operand();
        if (operand instanceof FlowCall call) {
            call(call);
        } else if (operand instanceof Part field) {
            field(opcode, field);
        } else if (operand instanceof List<?> labels) {
            jump(opcode, labels);
        } else if (opcode == Opcodes.LDC) {
            push(constant(operand));
        } else if (opcode >= Opcodes.ILOAD && opcode <= Opcodes.ALOAD) {
            load(instruction.number(), position, opcode);
        } else if (opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
            store(instruction.number(), position);
        } else if (operand instanceof String type) {
            ofType(opcode, type, instruction.number());
        } else if (opcode == Opcodes.BIPUSH || opcode == Opcodes.SIPUSH) {
            push(FlowValue.of("I"));
        } else if (opcode == Opcodes.NEWARRAY) {
            pop();
            push(FlowValue.of("[I"));
        } else {
            plain(opcode);
        }
    }

    private static FlowValue constant(@Nullable Object operand) {
        if (operand instanceof String text) {
            return FlowValue.of("Ljava/lang/String;", new Part(Origin.CONSTANT, "", text, "Ljava/lang/String;"));
        }
        if (operand instanceof Long) {
            return FlowValue.of("J");
        }
        if (operand instanceof Double) {
            return FlowValue.of("D");
        }
        return FlowValue.of(OBJECT);
    }

    private void load(int index, int position, int opcode) {
        FlowValue value = variables.get(index);
        if (value != null) {
            push(value);
            return;
        }
        MethodFlow.Variable known = names.at(index, position);
        String type = switch (opcode) {
            case Opcodes.LLOAD -> "J";
            case Opcodes.DLOAD -> "D";
            default -> known == null ? OBJECT : known.type();
        };
        push(
                known == null
                        ? FlowValue.of(type)
                        : FlowValue.of(type, new Part(Origin.VARIABLE, "", known.name(), type)));
    }

    /** What a variable is called is a part of what is kept in it: {@code String password = in.readLine()}. */
    private void store(int index, int position) {
        FlowValue value = pop();
        MethodFlow.Variable known = names.at(index, position + 1);
        if (known != null) {
            FlowValue named = FlowValue.of(known.type(), new Part(Origin.VARIABLE, "", known.name(), known.type()));
            named.add(value);
            value = named;
        }
        variables.put(index, value);
    }

    private void field(int opcode, Part field) {
        switch (opcode) {
            case Opcodes.GETSTATIC -> push(FlowValue.of(field.type(), field));
            case Opcodes.GETFIELD -> {
                pop();
                push(FlowValue.of(field.type(), field));
            }
            case Opcodes.PUTSTATIC -> pop();
            default -> {
                FlowValue value = pop();
                pop().add(value);
            }
        }
    }

    private void call(FlowCall call) {
        Type[] parameters = Type.getArgumentTypes(call.descriptor());
        List<FlowValue> arguments = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            arguments.add(0, pop());
        }
        if (!call.isStatic()) {
            arguments.add(0, pop());
        }
        listener.called(call, List.copyOf(arguments));
        List<Collection<Part>> contributed = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            contributed.add(listener.contributed(call, i, arguments.get(i)));
        }
        if (!call.isStatic() && listener.keeps(call)) {
            contributed.stream().skip(1).forEach(arguments.get(0)::add);
        }
        if (!call.isStatic() && isFluent(call)) {
            push(arguments.get(0));
        } else if (!call.resultType().equals("V")) {
            FlowValue result = FlowValue.of(
                    call.resultType(), new Part(Origin.CALL, call.owner(), call.name(), call.resultType()));
            contributed.forEach(result::add);
            push(result);
        }
    }

    /** Whether the method, like those of builders, returns the object on which it is called. Values make new ones. */
    private static boolean isFluent(FlowCall call) {
        return call.resultType().equals("L" + call.owner() + ";") && !VALUES.contains(call.owner());
    }

    private void jump(int opcode, List<?> labels) {
        if (opcode == Opcodes.LOOKUPSWITCH
                || opcode == Opcodes.IFNULL
                || opcode == Opcodes.IFNONNULL
                || (opcode >= Opcodes.IFEQ && opcode <= Opcodes.IFLE)) {
            FlowValue decides = pop();
            if (opcode != Opcodes.IFNULL && opcode != Opcodes.IFNONNULL) {
                listener.decidedBy(decides);
            }
        } else if (opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE) {
            listener.decidedBy(pop());
            listener.decidedBy(pop());
        }
        leaveFor(labels);
        if (opcode == Opcodes.GOTO || opcode == Opcodes.LOOKUPSWITCH) {
            reachable = false;
        }
    }

    private void ofType(int opcode, String type, int dimensions) {
        switch (opcode) {
            case Opcodes.NEW -> push(FlowValue.of("L" + type + ";"));
            case Opcodes.ANEWARRAY -> {
                pop();
                push(FlowValue.of("[" + (type.startsWith("[") ? type : "L" + type + ";")));
            }
            case Opcodes.INSTANCEOF -> {
                pop();
                push(FlowValue.of("I"));
            }
            case Opcodes.MULTIANEWARRAY -> {
                for (int i = 0; i < dimensions; i++) {
                    pop();
                }
                push(FlowValue.of(type));
            }
            default -> { // a cast
                FlowValue cast = FlowValue.of(type.startsWith("[") ? type : "L" + type + ";");
                cast.add(pop());
                push(cast);
            }
        }
    }

    private void plain(int opcode) {
        switch (opcode) {
            case Opcodes.NOP, Opcodes.INEG, Opcodes.LNEG, Opcodes.FNEG, Opcodes.DNEG -> {}
            case Opcodes.ACONST_NULL -> push(FlowValue.of(OBJECT));
            case Opcodes.LCONST_0, Opcodes.LCONST_1 -> push(FlowValue.of("J"));
            case Opcodes.DCONST_0, Opcodes.DCONST_1 -> push(FlowValue.of("D"));
            case Opcodes.POP, Opcodes.MONITORENTER, Opcodes.MONITOREXIT -> pop();
            case Opcodes.POP2 -> {
                if (!pop().isWide()) {
                    pop();
                }
            }
            case Opcodes.AASTORE -> {
                FlowValue element = pop();
                pop();
                pop().add(element);
            }
            case Opcodes.AALOAD -> element();
            case Opcodes.ATHROW, Opcodes.RETURN -> reachable = false;
            default -> plainByRange(opcode);
        }
    }

    private void plainByRange(int opcode) {
        if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.FCONST_2) {
            push(FlowValue.of("I"));
        } else if (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
            pop();
            pop();
            push(number(opcode == Opcodes.LALOAD ? 'J' : opcode == Opcodes.DALOAD ? 'D' : 'I'));
        } else if (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
            pop();
            pop();
            pop();
        } else if (opcode >= Opcodes.DUP && opcode <= Opcodes.SWAP) {
            shuffle(opcode);
        } else if (opcode >= Opcodes.IADD && opcode <= Opcodes.LXOR) {
            FlowValue second = pop();
            FlowValue first = pop();
            FlowValue result = FlowValue.of(first.type());
            result.add(inputOf(first));
            result.add(inputOf(second));
            push(result);
        } else if (opcode >= Opcodes.I2L && opcode <= Opcodes.I2S) {
            pop();
            push(number(convertedTo(opcode)));
        } else if (opcode >= Opcodes.LCMP && opcode <= Opcodes.DCMPG) {
            pop();
            pop();
            push(FlowValue.of("I"));
        } else if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.ARETURN) {
            listener.returned(pop());
            reachable = false;
        } else if (opcode == Opcodes.ARRAYLENGTH) {
            pop();
            push(FlowValue.of("I"));
        }
    }

    /** What is reckoned with a number is no longer called like it, but still comes from where it came. */
    private static List<Part> inputOf(FlowValue number) {
        return number.parts().stream().filter(Part::isInput).toList();
    }

    private static FlowValue number(char type) {
        return FlowValue.of(String.valueOf(type));
    }

    private static char convertedTo(int opcode) {
        return switch (opcode) {
            case Opcodes.I2L, Opcodes.F2L, Opcodes.D2L -> 'J';
            case Opcodes.I2D, Opcodes.L2D, Opcodes.F2D -> 'D';
            default -> 'I';
        };
    }

    private void element() {
        pop();
        FlowValue array = pop();
        FlowValue element =
                FlowValue.of(array.type().startsWith("[") ? array.type().substring(1) : OBJECT);
        element.add(array);
        push(element);
    }

    /** The six ways to double, and the one to swap, of which those with a 2 count words, not values. */
    private void shuffle(int opcode) {
        FlowValue top = pop();
        if (opcode == Opcodes.SWAP) {
            FlowValue below = pop();
            push(top);
            push(below);
            return;
        }
        boolean two = opcode >= Opcodes.DUP2 && !top.isWide();
        List<FlowValue> doubled = new ArrayList<>(List.of(top));
        if (two) {
            doubled.add(0, pop());
        }
        List<FlowValue> under = new ArrayList<>();
        int words = opcode <= Opcodes.DUP_X2 ? opcode - Opcodes.DUP : opcode - Opcodes.DUP2;
        for (int left = words; left > 0; ) {
            FlowValue value = pop();
            under.add(0, value);
            left -= value.isWide() ? 2 : 1;
        }
        stack.addAll(doubled);
        stack.addAll(under);
        stack.addAll(doubled);
    }

    private void push(FlowValue value) {
        stack.add(value);
    }

    private FlowValue pop() {
        return stack.isEmpty() ? FlowValue.of(OBJECT) : stack.remove(stack.size() - 1);
    }
}
