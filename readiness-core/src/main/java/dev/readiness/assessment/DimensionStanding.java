package dev.readiness.assessment;

/**
 * How a dimension stands, in counts of findings. What was not applicable is not counted at all.
 *
 * @param dimension the dimension
 * @param passed places where the safeguard is in force
 * @param failed places where it is missing
 * @param unknown places that could not be seen
 * @param attested places that somebody vouches for
 * @param waived places that failed and are accepted for now
 * @param grading the grade, and what holds it down
 */
public record DimensionStanding(
        Dimension dimension, int passed, int failed, int unknown, int attested, int waived, Grading grading) {

    /** Returns the number of places that were asked about: the denominator of every share. */
    public int asked() {
        return passed + failed + unknown + attested + waived;
    }

    /**
     * Returns the share of places that passed, in whole per cent, rounded down; 0 if nothing was asked.
     *
     * <p>Neither what is unknown, nor what is attested or waived, counts as passed.
     */
    public int percentPassed() {
        return asked() == 0 ? 0 : passed * 100 / asked();
    }
}
