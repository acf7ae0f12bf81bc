package dev.readiness.spring.validation;

import dev.readiness.spring.assessment.FlowCall;
import dev.readiness.spring.assessment.MethodCall;
import dev.readiness.spring.assessment.ReachedCalls;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

    private boolean whole;

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
        return object;
    }

    /** Returns whether its property {@code name} may become part of a row. */
    boolean gives(String name, boolean isIdentity) {
        return whole || isUntouched() || (isIdentity ? identityCopied : read.contains(ParameterUse.propertyOf(name)));
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
