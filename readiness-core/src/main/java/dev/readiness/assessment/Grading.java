package dev.readiness.assessment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A grade, and what holds it down.
 *
 * @param grade the grade, or {@code null} if nothing was asked or everything is attested, which is never a good one
 * @param byShare the grade that the share of passed places alone would give, or {@code null} where there is none
 * @param caps why the grade is not better than it is, in words that end without a full stop; empty if the share alone says it
 */
public record Grading(@Nullable Grade grade, @Nullable Grade byShare, List<String> caps) {

    /** The grading where nothing was seen. */
    static final Grading NONE = new Grading(null, null, List.of());

    /** Copies the parts. */
    public Grading {
        caps = List.copyOf(caps);
    }

    /** Returns the grade as a letter, or {@code none}. */
    public String letter() {
        return grade == null ? "none" : grade.name();
    }
}
