package dev.readiness.spring.injection;

import dev.readiness.spring.assessment.FlowValue.Part;
import java.util.List;
import java.util.Set;

/**
 * What a method does with what it is given.
 *
 * @param uses where it gets
 * @param checked names of what an answer of yes or no was asked about, or a number was compared with
 * @param returned what the result is made of
 */
record MethodSummary(List<InputUse> uses, Set<String> checked, List<Part> returned) {

    /** Stands among what was checked for who calls. */
    static final String CALLER = "caller";

    static final MethodSummary NOTHING = new MethodSummary(List.of(), Set.of(), List.of());

    /** Returns whether {@code input}, or the whole that it is a property of, was checked. */
    boolean isChecked(Part input) {
        int dot = input.name().indexOf('.');
        return checked.contains(input.name())
                || (dot > 0 && checked.contains(input.name().substring(0, dot)));
    }
}
