package dev.readiness.spring.validation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.ResolvableType;

/** Walks through the type of one input as the running validator would, and notes what it would let through. */
final class TypeReview {

    private ConstraintSource constraints;

    private final Set<Class<?>> seen = new HashSet<>();

    private final Set<Class<?>> peekedInto;

    private final List<String> unchecked = new ArrayList<>();

    private final List<String> unbounded = new ArrayList<>();

    private boolean constrained;

    private boolean hasUnappliedConstraints;

    private boolean takesFreeInput;

    TypeReview(ConstraintSource constraints) {
        this(constraints, new HashSet<>());
    }

    private TypeReview(ConstraintSource constraints, Set<Class<?>> peekedInto) {
        this.constraints = constraints;
        this.peekedInto = peekedInto;
    }

    /** Looks at a value, and at everything that it consists of. */
    void visit(ResolvableType type, Checks checks, String place) {
        Class<?> raw = type.resolve(Object.class);
        constrained |= checks.constrained();
        if (InputTypes.isCheckedByConversion(raw)) {
            return;
        }
        if (raw == Optional.class) {
            visit(type.getGeneric(0), checks.element(0), place);
            return;
        }
        if (InputTypes.isText(raw)) {
            visitText(checks, place);
        } else if (raw.isArray() || Collection.class.isAssignableFrom(raw) || Map.class.isAssignableFrom(raw)) {
            visitContainer(type, raw, checks, place);
        } else if (InputTypes.isOpaque(raw)) {
            takesFreeInput = true;
            note(unchecked, !checks.constrained(), place);
        } else if (checks.cascaded()) {
            visitProperties(type);
        } else {
            peekInto(type, place);
        }
    }

    /** Looks at what the validator does not go into: it matters whether there is anything to check at all. */
    private void peekInto(ResolvableType type, String place) {
        if (!peekedInto.add(type.resolve(Object.class))) {
            return;
        }
        TypeReview content = new TypeReview(constraints, peekedInto);
        content.visitProperties(type);
        boolean hasConstraints = content.constrained || content.hasUnappliedConstraints;
        hasUnappliedConstraints |= hasConstraints;
        takesFreeInput |= content.takesFreeInput;
        note(unchecked, content.takesFreeInput || hasConstraints, place);
    }

    private void visitText(Checks checks, String place) {
        takesFreeInput = true;
        note(unchecked, !checks.constrained(), place);
        note(unbounded, checks.constrained() && !checks.bounded(), place);
    }

    private void visitContainer(ResolvableType type, Class<?> raw, Checks checks, String place) {
        takesFreeInput = true;
        note(unbounded, !checks.bounded(), place);
        String elements = "the elements of " + place;
        if (raw.isArray()) {
            visit(type.getComponentType(), checks.element(0), elements);
        } else if (Map.class.isAssignableFrom(raw)) {
            visit(type.asMap().getGeneric(1), checks.element(1), elements);
        } else {
            visit(type.asCollection().getGeneric(0), checks.element(0), elements);
        }
    }

    /** A constraint on the class sees all properties, and what it makes of them cannot be seen from here. */
    private void visitProperties(ResolvableType resolvable) {
        Class<?> type = resolvable.resolve(Object.class);
        if (!seen.add(type)) {
            return;
        }
        ConstraintSource here = constraints;
        boolean seenByClassConstraint = constraints.ofType(type).constrained();
        constrained |= seenByClassConstraint;
        int uncheckedBefore = unchecked.size();
        InputTypes.properties(resolvable).forEach((name, property) -> {
            constraints = here.within(type, name);
            visit(property, here.ofProperty(type, name), "`" + type.getSimpleName() + "." + name + "`");
        });
        constraints = here;
        if (seenByClassConstraint) {
            unchecked.subList(uncheckedBefore, unchecked.size()).clear();
        }
    }

    private static void note(List<String> places, boolean condition, String place) {
        if (condition) {
            places.add(place);
        }
    }

    /** Returns whether there are constraints in a place that the validator does not go into. */
    boolean hasUnappliedConstraints() {
        return hasUnappliedConstraints;
    }

    /** Returns whether any constraint was seen where the validator goes. */
    boolean isConstrained() {
        return constrained;
    }

    /** Returns whether there is anything that the conversion to its type does not check already. */
    boolean takesFreeInput() {
        return takesFreeInput;
    }

    /** Returns the places without any constraint. */
    List<String> unchecked() {
        return List.copyOf(unchecked);
    }

    /** Returns the places with constraints of which none is a bound, and the containers without one. */
    List<String> unbounded() {
        return List.copyOf(unbounded);
    }
}
