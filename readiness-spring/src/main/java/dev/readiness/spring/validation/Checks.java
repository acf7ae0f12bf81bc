package dev.readiness.spring.validation;

import java.util.Map;

/**
 * What the validator would check of one value.
 *
 * @param constrained whether any constraint applies
 * @param bounded whether a constraint limits the length or size
 * @param cascaded whether the validator goes into the value
 * @param elements what it would check of the elements of a container, by the index of the type argument
 */
record Checks(boolean constrained, boolean bounded, boolean cascaded, Map<Integer, Checks> elements) {

    static final Checks NOTHING = new Checks(false, false, false, Map.of());

    /** Returns the checks of an element; a cascade into the container is one into its elements. */
    Checks element(int typeArgument) {
        Checks element = elements.getOrDefault(typeArgument, NOTHING);
        return cascaded ? element.andCascaded() : element;
    }

    Checks andCascaded() {
        return new Checks(constrained, bounded, true, elements);
    }
}
