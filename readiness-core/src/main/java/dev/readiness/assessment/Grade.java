package dev.readiness.assessment;

import java.util.List;

/**
 * A grade by the share of places that passed, on the scale of SSL Labs. The order is from best to worst.
 *
 * <p>A share can hide the one hole that matters. Therefore {@link GradeCaps caps} hold a grade down, as they do at SSL Labs.
 */
public enum Grade {
    /** From 80 per cent on. */
    A(80),
    /** From 65 per cent on. */
    B(65),
    /** From 50 per cent on. */
    C(50),
    /** From 35 per cent on. */
    D(35),
    /** From 20 per cent on. */
    E(20),
    /** Less. */
    F(0);

    private final int percent;

    Grade(int percent) {
        this.percent = percent;
    }

    static Grade of(int percent) {
        return List.of(values()).stream()
                .filter(grade -> percent >= grade.percent)
                .findFirst()
                .orElse(F);
    }

    boolean isBetterThan(Grade other) {
        return compareTo(other) < 0;
    }
}
