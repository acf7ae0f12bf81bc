package dev.readiness.spring.security;

import dev.readiness.spring.assessment.MethodCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.util.ClassUtils;

/** Collects whether one method looks for the account of an e-mail address, and what it says of what it found. */
final class ToldAccounts extends MethodVisitor {

    private static final Pattern LOOKUP = Pattern.compile("(?i)exist\\w*mail\\w*"
            + "|(find|get|load|count|search|lookup)\\w*by\\w*mail\\w*"
            + "|(is|has|check)\\w*mail\\w*(exist|taken|use|registered|unique|available)\\w*"
            + "|(is|has|check)\\w*(exist|taken|used|registered|unique|available)\\w*mail\\w*");

    /** What may stand between a lookup and what is made of its result. */
    private static final Set<String> ASKING =
            Set.of("isPresent", "isEmpty", "booleanValue", "ifPresent", "nonNull", "isNull", "block");

    private static final Pattern TAKEN = Pattern.compile("(?i).*(already|exists|taken|in use|duplicate).*");

    private static final Pattern UNKNOWN = Pattern.compile(
            "(?i).*(not found|no (user|account|member|customer)|(not|n't) (exist|registered)|unknown).*");

    private static final Pattern TAKEN_TYPE =
            Pattern.compile(".*(Exist|Duplicate|Taken|Conflict|InUse|AlreadyUsed|AlreadyRegistered)\\w*");

    private static final Pattern UNKNOWN_TYPE =
            Pattern.compile(".*(NotFound|NoSuch|Unknown|NotExist|DoesNotExist)\\w*");

    private final boolean forgotten;

    private final List<MethodCall> lambdas = new ArrayList<>();

    private boolean looksUp;

    private boolean justLookedUp;

    private @Nullable MethodCall lastLambda;

    private @Nullable String told;

    private @Nullable String made;

    /**
     * @param forgotten whether an account has to be there, as for a forgotten password, or must not be, as for a sign-up
     */
    ToldAccounts(boolean forgotten) {
        super(SpringAsmInfo.ASM_VERSION);
        this.forgotten = forgotten;
    }

    boolean looksUp() {
        return looksUp;
    }

    /** Returns what is said of the account, as far as that stands in the method itself. */
    Optional<String> told() {
        return Optional.ofNullable(told);
    }

    /** Returns the exception that is made, whatever it is about. */
    Optional<String> made() {
        return Optional.ofNullable(made);
    }

    /** Returns what runs with the result of a lookup. */
    List<MethodCall> lambdas() {
        return List.copyOf(lambdas);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.NEW && (type.endsWith("Exception") || type.endsWith("Error"))) {
            String name = ClassUtils.getShortName(type.replace('/', '.'));
            made = name;
            boolean means =
                    (forgotten ? UNKNOWN_TYPE : TAKEN_TYPE).matcher(name).matches();
            if (justLookedUp || (looksUp && means)) {
                tell(name);
            }
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        if (looksUp && value instanceof String text) {
            note(text);
        }
    }

    private void note(String text) {
        boolean sentence = text.contains(" ");
        if (sentence && (forgotten ? UNKNOWN : TAKEN).matcher(text).matches()) {
            tell("\"" + text.replace("\u0001", "…").strip() + "\"");
        }
    }

    private void tell(String what) {
        told = told == null ? what : told;
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        if (arguments.length > 1 && arguments[1] instanceof Handle handle) {
            lastLambda = new MethodCall(handle.getOwner().replace('/', '.'), handle.getName(), handle.getDesc());
        } else if (looksUp && arguments.length > 0 && arguments[0] instanceof String recipe) {
            note(recipe);
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (isLookup(owner, name, descriptor)) {
            looksUp = true;
            justLookedUp = true;
            return;
        }
        boolean throwing = !forgotten && justLookedUp && name.equals("ifPresent");
        boolean refusing = forgotten && justLookedUp && name.equals("orElseThrow");
        if ((throwing || refusing) && lastLambda != null) {
            lambdas.add(lastLambda);
            if (refusing && lastLambda.name().equals("<init>")) {
                tell(ClassUtils.getShortName(lastLambda.owner()));
            }
        } else if (refusing) {
            tell("an exception");
        }
        justLookedUp &= ASKING.contains(name);
    }

    /** A question about an address that is handed over: the address of an object is none. */
    private static boolean isLookup(String owner, String name, String descriptor) {
        return LOOKUP.matcher(name).matches()
                && !descriptor.startsWith("()")
                && !owner.startsWith("java/")
                && !descriptor.endsWith(")V");
    }

    /**
     * What is told.
     *
     * @param where class and method
     * @param what the exception or the text
     */
    record Told(String where, String what) {}
}
