package dev.readiness.spring.validation;

import java.util.Locale;

/** How far the input of an endpoint, or of one parameter, is checked; in the order from best to worst. */
enum InputCheck {
    /** Nothing that the caller chooses is read. */
    NO_INPUT,
    /** Everything is checked, with bounds. */
    ENFORCED,
    /** It could not be seen. */
    UNKNOWN,
    /** No constraint is there, but the code of the handler asks how long it is or of which form; how far, nobody knows. */
    LOOKED_AT,
    /** Something is checked, but not everything, or not with a bound. */
    PARTIAL,
    /** There are constraints that nothing applies, or something that applies but has no constraints. */
    NOMINAL,
    /** Nothing is checked. */
    NONE;

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    boolean isUnchecked() {
        return this == NOMINAL || this == NONE;
    }
}
