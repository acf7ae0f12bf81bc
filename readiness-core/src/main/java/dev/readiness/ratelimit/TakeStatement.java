package dev.readiness.ratelimit;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statement that takes from all bands of a bucket or from none, in one step: an insert that becomes an update of the row,
 * under its lock, where the bucket exists.
 *
 * <p>The column {@code state} holds the time of the last change, and four numbers a band: size, rate, debt, anchor, as in
 * Redis. Parameters: key, cost (negative to give back), time in microseconds or null for the clock of the database, which is
 * asked under the lock of the row.
 */
final class TakeStatement {

    private static final String NOW = "coalesce(p.at, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint)";

    private final List<SharedBand> bands;

    private TakeStatement(List<SharedBand> bands) {
        this.bands = bands;
    }

    static String of(List<SharedBand> bands) {
        return new TakeStatement(bands).sql();
    }

    private String sql() {
        return "WITH p AS (SELECT ?::text AS id, ?::bigint AS cost, ?::bigint AS at)\n"
                + "INSERT INTO " + RateLimitTable.NAME + " AS held (id, granted, state, expires_at)\n"
                + "SELECT b.id, " + all(this::fits) + ", ARRAY[b.now" + each(this::held) + "], " + expires() + "\n"
                + "FROM (SELECT t.*" + each(i -> ", 0::bigint AS d" + i + ", t.now AS a" + i)
                + " FROM (SELECT p.*, " + NOW + " AS now FROM p OFFSET 0) t) b\n"
                + "ON CONFLICT (id) DO UPDATE SET (granted, state, expires_at) = (\n"
                + "SELECT " + all(this::fits) + ", ARRAY[b.now" + each(this::held) + "], " + expires() + "\n"
                + "FROM (SELECT r.cost, r.now" + each(i -> ", r.d" + i + ", " + anchor(i) + " AS a" + i) + "\n"
                + "FROM (SELECT t.cost, t.now"
                + each(i -> ", " + debt(i) + " AS d" + i + ", " + heldAnchor(i) + " AS a" + i)
                + "\nFROM (SELECT s.cost, CASE WHEN s.now < held.state[1] AND held.state[1] - s.now < 1000000"
                + " THEN held.state[1] ELSE s.now END AS now"
                + " FROM (SELECT p.cost, " + NOW + " AS now FROM p OFFSET 0) s OFFSET 0) t OFFSET 0) r) b)\n"
                + "RETURNING granted, state[1]" + each(i -> ", state[" + at(i, 2) + "], state[" + at(i, 3) + "]");
    }

    private String each(IntFunction<String> part) {
        return IntStream.range(0, bands.size()).mapToObj(part).collect(Collectors.joining());
    }

    private String all(IntFunction<String> part) {
        return IntStream.range(0, bands.size()).mapToObj(part).collect(Collectors.joining(" AND ", "(", ")"));
    }

    private String fits(int i) {
        return "b.d" + i + " + b.cost * " + bands.get(i).unit() + " <= "
                + bands.get(i).size();
    }

    private String held(int i) {
        return ", " + bands.get(i).size() + ", " + bands.get(i).rate() + ", " + newDebt(i) + ", b.a" + i;
    }

    private String newDebt(int i) {
        return "CASE WHEN " + all(this::fits) + " THEN greatest(0, b.d" + i + " + b.cost * "
                + bands.get(i).unit() + ") ELSE b.d" + i + " END";
    }

    private String expires() {
        return IntStream.range(0, bands.size())
                .mapToObj(i -> bands.get(i).rate() > 0
                        ? "b.now + (" + newDebt(i) + ") / " + bands.get(i).rate() + " + 1"
                        : "b.a" + i + " + " + -bands.get(i).rate())
                .collect(Collectors.joining(", ", "greatest(", ")"));
    }

    private static int at(int band, int position) {
        return 2 + 4 * band + position;
    }

    private static String state(int band, int position) {
        return "held.state[" + at(band, position) + "]";
    }

    /** What is missing after the refill by the limit that the row was written with, in proportion if that has changed. */
    private String debt(int i) {
        String size = state(i, 0);
        String rate = state(i, 1);
        String debt = state(i, 2);
        String elapsed = "greatest(0, t.now - held.state[1])";
        String refilled = "CASE WHEN " + rate + " > 0 THEN " + debt + " - least(" + debt + ", least(" + elapsed + ", "
                + debt + " / " + rate + " + 1) * " + rate + ") WHEN t.now - " + state(i, 3) + " >= -" + rate
                + " THEN 0 ELSE " + debt + " END";
        long now = bands.get(i).size();
        return "CASE WHEN " + size + " IS NULL THEN 0 WHEN " + size + " = " + now + " THEN " + refilled + " ELSE least("
                + now + ", ceil((" + refilled + ")::numeric * " + now + " / " + size + ")::bigint) END";
    }

    private String heldAnchor(int i) {
        String rate = state(i, 1);
        String anchor = "least(" + state(i, 3) + ", t.now)";
        return "CASE WHEN " + rate + " < 0 THEN t.now - mod(t.now - " + anchor + ", -" + rate + ") ELSE t.now END";
    }

    /** A full bucket is the same as none: its period begins now. */
    private String anchor(int i) {
        return "CASE WHEN " + all(band -> "r.d" + band + " = 0") + " THEN r.now ELSE r.a" + i + " END";
    }
}
