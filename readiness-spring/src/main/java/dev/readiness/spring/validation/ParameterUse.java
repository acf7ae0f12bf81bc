package dev.readiness.spring.validation;

import dev.readiness.spring.assessment.FlowCall;
import dev.readiness.spring.assessment.FlowListener;
import dev.readiness.spring.assessment.FlowValue;
import dev.readiness.spring.assessment.FlowValue.Origin;
import dev.readiness.spring.assessment.FlowValue.Part;
import dev.readiness.spring.assessment.HandlerCode;
import dev.readiness.spring.assessment.MethodFlow;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;

/** What a handler itself does with one of its parameters, in its own code and not in what it calls. */
final class ParameterUse implements FlowListener {

    /** Calls by which code compares how long or of which form a text is. */
    private static final Pattern LOOKS =
            Pattern.compile("length|matches|find|size|compareTo|codePointCount|parse[A-Z]\\w*");

    private final int position;

    private final String type;

    private final Set<String> read = new HashSet<>();

    private final Set<String> overwritten = new HashSet<>();

    private final List<HandedOn> handedOn = new ArrayList<>();

    private boolean returned;

    private boolean identityCopied;

    private boolean looksAt;

    private ParameterUse(int position, String type) {
        this.position = position;
        this.type = type;
    }

    /** Returns what {@code method} does with its parameter number {@code index}, or nothing if its code cannot be read. */
    static Optional<ParameterUse> of(Method method, int index) {
        boolean isStatic = Modifier.isStatic(method.getModifiers());
        ParameterUse use =
                new ParameterUse(index + (isStatic ? 0 : 1), Type.getDescriptor(method.getParameterTypes()[index]));
        boolean known = HandlerCode.show(
                method,
                new MethodFlow(
                        Type.getInternalName(method.getDeclaringClass()),
                        isStatic ? Opcodes.ACC_STATIC : 0,
                        Type.getMethodDescriptor(method),
                        use));
        return known ? Optional.of(use) : Optional.empty();
    }

    /** Returns the calls and lambdas that are given the object itself. */
    List<HandedOn> handedOn() {
        return List.copyOf(handedOn);
    }

    /** Returns whether the object itself is returned. */
    boolean isReturned() {
        return returned;
    }

    /** Returns the names of the properties of it that are asked for, in small letters. */
    Set<String> read() {
        return Set.copyOf(read);
    }

    /** Returns the names of the properties of it that are set to something else before anything asks for them, in small letters. */
    Set<String> overwritten() {
        return Set.copyOf(overwritten);
    }

    /** Returns whether its id becomes that of something else. */
    boolean isIdentityCopied() {
        return identityCopied;
    }

    /** Returns whether its length or its form is looked at. */
    boolean isLookedAt() {
        return looksAt;
    }

    @Override
    public Collection<Part> given(int parameter, String descriptor) {
        return parameter == position ? Set.of(new Part(Origin.INPUT, "", "", descriptor)) : Set.of();
    }

    @Override
    public boolean carries(FlowCall call) {
        // What is looked up by a part of it is something else.
        boolean ofItself = type.equals("L" + call.owner() + ";");
        boolean ofText = call.owner().startsWith("java/lang/")
                || (call.owner().equals("java/util/Map") && call.name().equals("get"));
        return !call.resultType().equals(type) && !call.isConstructor() && (ofItself || ofText);
    }

    @Override
    public boolean keeps(FlowCall call) {
        return false;
    }

    @Override
    public void called(FlowCall call, List<FlowValue> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            boolean receiver = i == 0 && !call.isStatic();
            if (isMadeOf(arguments.get(i))) {
                looksAt |= LOOKS.matcher(call.name()).matches() || isParsed(call);
                if (isItself(arguments.get(i)) && receiver) {
                    read.add(propertyOf(call.name()));
                    noteOverwritten(call, arguments);
                }
                if (isItself(arguments.get(i)) && !receiver) {
                    FlowCall target = call.lambda() == null ? call : call.lambda();
                    handedOn.add(new HandedOn(call, target.isStatic() ? i : i - 1));
                }
                identityCopied |= !receiver && takesIdentity(call) && isIdentity(arguments.get(i));
            }
        }
    }

    @Override
    public void returned(FlowValue value) {
        returned |= isItself(value);
    }

    /** What is looked at before may be kept for some callers. */
    private void noteOverwritten(FlowCall call, List<FlowValue> arguments) {
        if (call.name().startsWith("set") && arguments.size() == 2 && !isMadeOf(arguments.get(1))) {
            String property = call.name().substring("set".length()).toLowerCase(Locale.ROOT);
            if (!read.contains(property)) {
                overwritten.add(property);
            }
        }
    }

    private static boolean takesIdentity(FlowCall call) {
        return call.isConstructor() || call.name().equals("id") || call.name().equals("setId");
    }

    private static boolean isIdentity(FlowValue value) {
        return value.parts().stream()
                .anyMatch(part -> part.origin() == Origin.CALL
                        && (part.name().equals("getId") || part.name().equals("id")));
    }

    private static boolean isParsed(FlowCall call) {
        return call.name().equals("valueOf")
                && Set.of("java/lang/Long", "java/lang/Integer", "java/math/BigDecimal")
                        .contains(call.owner())
                && call.descriptor().startsWith("(Ljava/lang/String;");
    }

    private static boolean isMadeOf(FlowValue value) {
        return value.parts().stream().anyMatch(Part::isInput);
    }

    private boolean isItself(FlowValue value) {
        // A row into which something of it was put has the result of a call in it.
        return isMadeOf(value)
                && value.type().equals(type)
                && value.parts().stream().noneMatch(part -> part.origin() == Origin.CALL);
    }

    /** Returns the name of the property that {@code method} gets, or that is named so, in small letters. */
    static String propertyOf(String method) {
        String plain = method.replaceFirst("^(get|is)(?=\\p{Lu})", "");
        return plain.toLowerCase(Locale.ROOT);
    }

    /**
     * A call that is given the object.
     *
     * @param call the method, or what makes the lambda
     * @param argument the position among the parameters of the method that runs
     */
    record HandedOn(FlowCall call, int argument) {}
}
