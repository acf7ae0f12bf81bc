package dev.readiness.spring.validation;

import dev.readiness.spring.assessment.FlowCall;
import dev.readiness.spring.assessment.HandlerCode;
import dev.readiness.spring.assessment.MethodCall;
import dev.readiness.spring.assessment.ReachedCalls;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/**
 * What becomes of an object that was made from a request, through the application's own methods and lambdas.
 *
 * <p>Code that copies single properties of it to the row that it read from the database uses the object as a form: then only what is
 * copied counts. As soon as the object itself goes anywhere else, all of it counts.
 */
final class BoundObject {

    private static final int DEEPEST = 5;

    private final ReachedCalls calls;

    private final Set<String> seen = new HashSet<>();

    private final Set<String> read = new HashSet<>();

    private final Set<String> overwritten = new HashSet<>();

    private boolean whole;

    private boolean replaced;

    private boolean identityCopied;

    private BoundObject(ReachedCalls calls) {
        this.calls = calls;
    }

    /** Code that does nothing at all with the object is none that copies. */
    private boolean isUntouched() {
        return read.isEmpty() && seen.size() == 1;
    }

    /** Follows the parameter number {@code index} of {@code handler}. */
    static BoundObject of(ReachedCalls calls, Method handler, int index) {
        BoundObject object = new BoundObject(calls);
        object.follow(handler, index, DEEPEST);
        object.replaced = isReplaced(handler, index);
        return object;
    }

    /** Returns whether its property {@code name} may become part of a row. */
    boolean gives(String name, boolean isIdentity) {
        if (isUntouched() && replaced) {
            return false;
        }
        String property = ParameterUse.propertyOf(name);
        if (overwritten.contains(property)) {
            return false;
        }
        return whole || isUntouched() || (isIdentity ? identityCopied : read.contains(property));
    }

    private void follow(Method method, int index, int depth) {
        if (!seen.add(method + " " + index)) {
            return;
        }
        ParameterUse use = ParameterUse.of(method, index).orElse(null);
        if (use == null || depth == 0) {
            whole = true;
            return;
        }
        read.addAll(use.read());
        overwritten.addAll(use.overwritten());
        identityCopied |= use.isIdentityCopied();
        whole |= use.isReturned();
        for (ParameterUse.HandedOn handed : use.handedOn()) {
            List<Method> targets = targetsOf(handed.call());
            if (targets.isEmpty()) {
                whole = true;
            }
            targets.forEach(target -> followInto(target, handed, depth - 1));
        }
    }

    /** Another object takes the place of the parameter, as in {@code order = new Order()}. */
    private static boolean isReplaced(Method method, int index) {
        int slot = Modifier.isStatic(method.getModifiers()) ? 0 : 1;
        for (int before = 0; before < index; before++) {
            slot += Type.getType(method.getParameterTypes()[before]).getSize();
        }
        int place = slot;
        boolean[] stored = new boolean[1];
        boolean known = HandlerCode.show(method, new MethodVisitor(SpringAsmInfo.ASM_VERSION) {
            @Override
            public void visitVarInsn(int opcode, int variable) {
                stored[0] |= opcode == Opcodes.ASTORE && variable == place;
            }
        });
        return known && stored[0];
    }

    private void followInto(Method target, ParameterUse.HandedOn handed, int depth) {
        if (handed.argument() < 0 || handed.argument() >= target.getParameterCount()) {
            whole = true; // an object that is asked to do something with itself
        } else {
            follow(target, handed.argument(), depth);
        }
    }

    private List<Method> targetsOf(FlowCall made) {
        FlowCall call = made.lambda() == null ? made : made.lambda();
        MethodCall target = new MethodCall(call.owner().replace('/', '.'), call.name(), call.descriptor());
        return calls.isOfApplication(target)
                ? calls.implementations(target)
                        .flatMap(each -> calls.methodOf(each).stream())
                        .toList()
                : List.of();
    }
}
