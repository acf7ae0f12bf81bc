package dev.readiness.scaling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The Universal Scalability Law (Gunther 1993): {@code X(N) = rate·N / (1 + contention·(N − 1) + coherence·N·(N − 1))}, fitted
 * to measured throughputs.
 *
 * @param rate requests a second of a single one at a time
 * @param contention share that only one at a time can do
 * @param coherence share that each pair of requests costs; above 0 more load is less throughput in the end
 * @param peak concurrency of the highest throughput, infinite without coherence
 * @param throughput throughput there: {@code rate/contention} without coherence, infinite without contention too
 * @param low lower end of the 90 % interval of the throughput, from resampled measurements
 * @param high upper end
 */
public record UniversalScalability(
        double rate, double contention, double coherence, double peak, double throughput, double low, double high) {

    /** With fewer, three parameters follow the noise. */
    static final int ENOUGH_LEVELS = 6;

    private static final int RESAMPLES = 200;

    /**
     * Fits the law to what was measured at different loads.
     *
     * @return nothing with fewer than six loads
     */
    static Optional<UniversalScalability> fit(LoadLevels levels, RandomGenerator random) {
        List<LoadWindow> measured = levels.together();
        if (measured.size() < ENOUGH_LEVELS) {
            return Optional.empty();
        }
        double[] best = coefficients(measured);
        double[] others = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            others[i] = highest(coefficients(levels.resampled(random).together()));
        }
        Arrays.sort(others);
        return Optional.of(new UniversalScalability(
                1 / best[0],
                best[1] / best[0],
                best[2] / best[0],
                peak(best),
                highest(best),
                others[RESAMPLES / 20],
                others[RESAMPLES - 1 - RESAMPLES / 20]));
    }

    /** Returns the throughput with {@code concurrency} requests at once. */
    public double at(double concurrency) {
        return rate * concurrency / (1 + contention * (concurrency - 1) + coherence * concurrency * (concurrency - 1));
    }

    private static double peak(double[] coefficients) {
        return coefficients[2] > 0
                ? Math.sqrt(Math.max(1, (coefficients[0] - coefficients[1]) / coefficients[2]))
                : Double.POSITIVE_INFINITY;
    }

    private static double highest(double[] coefficients) {
        double peak = peak(coefficients);
        if (Double.isInfinite(peak)) {
            return coefficients[1] > 0 ? 1 / coefficients[1] : Double.POSITIVE_INFINITY;
        }
        return peak / (coefficients[0] + coefficients[1] * (peak - 1) + coefficients[2] * peak * (peak - 1));
    }

    /**
     * Least squares of {@code N/X = a + b·(N−1) + c·N·(N−1)}, each equation divided by its left side so that all loads count
     * the same, with b and c not negative: of the four combinations in which either may be 0, the best that is allowed.
     */
    private static double[] coefficients(List<LoadWindow> measured) {
        List<double[]> rows = new ArrayList<>();
        for (LoadWindow window : measured) {
            double concurrency = window.concurrency();
            double perThroughput = concurrency / window.throughput();
            rows.add(new double[] {
                1 / perThroughput, (concurrency - 1) / perThroughput, concurrency * (concurrency - 1) / perThroughput
            });
        }
        double[] best = {1, 0, 0};
        double least = Double.POSITIVE_INFINITY;
        for (int[] used : new int[][] {{0}, {0, 1}, {0, 2}, {0, 1, 2}}) {
            double[] solved = solve(rows, used);
            double error = error(rows, solved);
            if (solved[0] > 0 && solved[1] >= 0 && solved[2] >= 0 && error < least) {
                best = solved;
                least = error;
            }
        }
        return best;
    }

    private static double error(List<double[]> rows, double[] solved) {
        double sum = 0;
        for (double[] row : rows) {
            double miss = 1 - row[0] * solved[0] - row[1] * solved[1] - row[2] * solved[2];
            sum += miss * miss;
        }
        return sum;
    }

    /** Normal equations by Gauss elimination with pivots; the right side of every row is 1. */
    private static double[] solve(List<double[]> rows, int[] used) {
        int size = used.length;
        double[][] matrix = new double[size][size + 1];
        for (double[] row : rows) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    matrix[i][j] += row[used[i]] * row[used[j]];
                }
                matrix[i][size] += row[used[i]];
            }
        }
        for (int i = 0; i < size; i++) {
            int pivot = i;
            for (int j = i + 1; j < size; j++) {
                pivot = Math.abs(matrix[j][i]) > Math.abs(matrix[pivot][i]) ? j : pivot;
            }
            double[] swapped = matrix[i];
            matrix[i] = matrix[pivot];
            matrix[pivot] = swapped;
            for (int j = 0; j < size; j++) {
                if (j != i) {
                    double factor = matrix[j][i] / matrix[i][i];
                    for (int k = i; k <= size; k++) {
                        matrix[j][k] -= factor * matrix[i][k];
                    }
                }
            }
        }
        double[] solved = new double[3];
        for (int i = 0; i < size; i++) {
            solved[used[i]] = matrix[i][size] / matrix[i][i];
        }
        return solved;
    }
}
