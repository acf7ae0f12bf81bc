package dev.readiness.assessment;

import java.util.List;

/**
 * An interval of hours that holds the truth in four of five cases, if the assumptions hold.
 *
 * <p>The hours per cell of slices are taken as log-normal with unknown mean and spread. With the logarithms
 * {@code y} of the {@code n} slices seen, their mean {@code m}, and a prior for the spread that is worth
 * {@value #PRIOR_WEIGHT} observations of {@value #PRIOR_SPREAD}, the next slice lies within
 *
 * <pre>{@code
 * exp(m ± t(0.9; n + 2) · s · √(1 + 1/n))    with    s² = (3 · 0.3² + Σ(y - m)²) / (n + 2)
 * }</pre>
 *
 * <p>That is the posterior predictive distribution of the normal model with a conjugate prior (Gelman and others, Bayesian Data
 * Analysis, chapter 3). The prior is chosen so that one slice gives an interval that is a factor of four wide, from half to
 * double, as in the cone of uncertainty of an agreed scope (McConnell, Software Estimation, chapter 4).
 *
 * @param low its lower end
 * @param high its upper end
 */
public record EffortInterval(double low, double high) {

    private static final double PRIOR_WEIGHT = 3;

    private static final double PRIOR_SPREAD = 0.3;

    /** Checks that the ends are in order. */
    public EffortInterval {
        if (!(low > 0 && low <= high)) {
            throw new IllegalArgumentException("'low' must be positive and not above 'high' but is " + low);
        }
    }

    /** Returns the interval for the hours per cell of the next slice, after at least one slice took {@code hoursPerCell}. */
    static EffortInterval next(List<Double> hoursPerCell) {
        int n = hoursPerCell.size();
        double mean = hoursPerCell.stream().mapToDouble(Math::log).average().orElseThrow();
        double squares = hoursPerCell.stream()
                .mapToDouble(hours -> Math.pow(Math.log(hours) - mean, 2))
                .sum();
        double freedom = PRIOR_WEIGHT + n - 1;
        double spread = Math.sqrt((PRIOR_WEIGHT * PRIOR_SPREAD * PRIOR_SPREAD + squares) / freedom);
        double half = quantile(freedom) * spread * Math.sqrt(1 + 1.0 / n);
        return new EffortInterval(Math.exp(mean - half), Math.exp(mean + half));
    }

    EffortInterval times(int cells) {
        return new EffortInterval(low * cells, high * cells);
    }

    boolean holds(double value) {
        return low <= value && value <= high;
    }

    /** Returns how many times as high as the lower end the upper end is. */
    public double factor() {
        return high / low;
    }

    /** The 0.9 quantile of Student's t, by its expansion about the normal one (Abramowitz and Stegun, 26.7.5). */
    static double quantile(double freedom) {
        double z = 1.2815515655446004;
        return z
                + (Math.pow(z, 3) + z) / (4 * freedom)
                + (5 * Math.pow(z, 5) + 16 * Math.pow(z, 3) + 3 * z) / (96 * Math.pow(freedom, 2))
                + (3 * Math.pow(z, 7) + 19 * Math.pow(z, 5) + 17 * Math.pow(z, 3) - 15 * z)
                        / (384 * Math.pow(freedom, 3));
    }
}
