package dev.readiness.observability;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Series of the requests of one slice, and of those that must not count for it. */
final class SliceTraffic {

    /** Requests from one value of a series to the next. */
    private static final BigDecimal REQUESTS = BigDecimal.valueOf(10_000);

    /** More than whatever the slice itself does. */
    private static final String A_LOT = "0+1000000x240";

    private final String job;
    private final String slice;

    SliceTraffic(String job, String slice) {
        this.job = job;
        this.slice = slice;
    }

    /** Some requests; a part of them fails, or is slow. */
    record Part(int steps, BigDecimal share, int volume) {}

    static Part part(int steps) {
        return new Part(steps, BigDecimal.ZERO, 1);
    }

    static Part part(int steps, BigDecimal share) {
        return new Part(steps, share, 1);
    }

    /** Returns requests of which a part fails. */
    Map<String, String> failing(Part... parts) {
        return of(Map.of("SUCCESS", values(false, parts), "SERVER_ERROR", values(true, parts)));
    }

    /** Returns requests of which a part takes longer than {@code bound}. */
    Map<String, String> slow(String bound, Part... parts) {
        return slow(bound, values(false, parts), values(null, parts));
    }

    Map<String, String> slow(String bound, String fast, String all) {
        Map<String, String> labels = Map.of("job", job, "instance", "one:8080", "slice", slice, "outcome", "SUCCESS");
        Map<String, String> series = new TreeMap<>();
        series.put(bucket(labels, bound), fast);
        series.put(bucket(labels, "+Inf"), all);
        series.put(PromQl.series(SliceAlerts.REQUESTS, labels), all);
        return series;
    }

    /** Returns series by outcome. */
    Map<String, String> of(Map<String, String> byOutcome) {
        return of(slice, byOutcome);
    }

    Map<String, String> of(String slice, Map<String, String> byOutcome) {
        Map<String, String> series = new TreeMap<>();
        byOutcome.forEach((outcome, values) -> series.put(
                PromQl.series(
                        SliceAlerts.REQUESTS,
                        Map.of("job", job, "instance", "one:8080", "slice", slice, "outcome", outcome)),
                values));
        return series;
    }

    /** Returns {@code own}, and a lot of one outcome of another slice and of the same slice of another application. */
    Map<String, String> besides(String outcome, Map<String, String> own) {
        Map<String, String> series = new TreeMap<>(own);
        series.putAll(of("other", Map.of(outcome, A_LOT)));
        series.put(PromQl.series(SliceAlerts.REQUESTS, elsewhere(outcome)), A_LOT);
        return series;
    }

    /** Returns {@code own}, and a lot of fast answers of another slice and of the same slice of another application. */
    Map<String, String> besidesFast(String bound, Map<String, String> own) {
        Map<String, String> series = besides("SUCCESS", own);
        series.put(bucket(Map.of("job", job, "slice", "other", "outcome", "SUCCESS"), bound), A_LOT);
        series.put(bucket(elsewhere("SUCCESS"), bound), A_LOT);
        return series;
    }

    private Map<String, String> elsewhere(String outcome) {
        return Map.of("job", "other", "slice", slice, "outcome", outcome);
    }

    private static String bucket(Map<String, String> labels, String bound) {
        Map<String, String> bucket = new TreeMap<>(labels);
        bucket.put("le", bound);
        return PromQl.series(SliceAlerts.BUCKETS, bucket);
    }

    /** Returns the values of a counter of what failed, of what did not, or with null of everything. */
    private static String values(@Nullable Boolean failed, Part... parts) {
        StringBuilder values = new StringBuilder();
        BigDecimal from = BigDecimal.ZERO;
        for (Part part : parts) {
            BigDecimal share =
                    failed == null ? BigDecimal.ONE : failed ? part.share() : BigDecimal.ONE.subtract(part.share());
            BigDecimal each = REQUESTS.multiply(BigDecimal.valueOf(part.volume()))
                    .multiply(share, MathContext.DECIMAL64)
                    .stripTrailingZeros();
            values.append(values.isEmpty() ? "" : " ")
                    .append(from.toPlainString())
                    .append('+')
                    .append(each.toPlainString())
                    .append('x')
                    .append(part.steps() - 1);
            from = from.add(each.multiply(BigDecimal.valueOf(part.steps())));
        }
        return values.append(' ').append(from.toPlainString()).toString();
    }
}
