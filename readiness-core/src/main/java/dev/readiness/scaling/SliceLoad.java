package dev.readiness.scaling;

/**
 * What one slice had of the load that was observed.
 *
 * @param slice name of the slice; {@code unowned} for what no slice names
 * @param throughput requests a second
 * @param response seconds until the answer, on average
 * @param share part of the time of all answers, from 0 to 1
 * @param atLimit requests a second when the application reaches its first limit, if the mix of slices stays as it is;
 *     {@code NaN} where no limit is predicted
 */
public record SliceLoad(String slice, double throughput, double response, double share, double atLimit) {}
