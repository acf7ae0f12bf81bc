package dev.readiness.ratelimit;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The statements on a row of {@link RateLimitTable}. Everything but the key is written into them, which makes them twice as
 * fast as parameters would.
 *
 * <p>The column {@code state} holds for each band that refills bit by bit the time at which it is full, in microseconds times
 * its rate; for each that refills by interval what was taken, and when its period ends. The column {@code shape} holds size
 * and rate of each band: whoever has other limits converts the row first.
 *
 * <p>The time is that at which the database received the statement. While that waits for the row another one may have come
 * by with a later time; then less is refilled, never more. A time that lies more than a second before the row's is that of a
 * clock which was set back, and counts from there.
 */
final class TakeStatement {

    private static final String SERVER_TIME = "(date_part('epoch', statement_timestamp()) * 1000000)::bigint";

    private static final long SET_BACK = 1_000_000;

    private final List<SharedBand> bands;
    private final long cost;
    private final String time;

    private TakeStatement(List<SharedBand> bands, long cost, @Nullable Long time) {
        this.bands = bands;
        this.cost = cost;
        this.time = time == null ? SERVER_TIME : time + "::bigint";
    }

    /** Returns the statement that takes {@code cost} from all bands or from none; it finds no row of another shape. */
    static String take(List<SharedBand> bands, long cost, @Nullable Long time) {
        return new TakeStatement(bands, cost, time).take();
    }

    /** Returns the statement that gives {@code cost} back. */
    static String giveBack(List<SharedBand> bands, long cost) {
        return new TakeStatement(bands, cost, null).giveBack();
    }

    /** Returns the array of sizes and rates. */
    static String shape(List<SharedBand> bands) {
        return bands.stream()
                .map(band -> band.size() + "," + band.rate())
                .collect(Collectors.joining(",", "'{", "}'::bigint[]"));
    }

    /** Returns the longest time in which an unused row becomes full. */
    static long keep(List<SharedBand> bands) {
        return bands.stream().mapToLong(SharedBand::period).max().orElseThrow();
    }

    /** Returns where the state of a band begins. */
    static int position(List<SharedBand> bands, int band) {
        return 1
                + bands.subList(0, band).stream()
                        .mapToInt(before -> before.isInterval() ? 2 : 1)
                        .sum();
    }

    private String take() {
        boolean fits = fits();
        return "INSERT INTO " + RateLimitTable.NAME + " AS h (id, shape, state, granted, expires_at) VALUES (?, "
                + shape(bands) + ", " + array(i -> fresh(i, fits ? cost : 0)) + ", " + fits + ", " + time + " + "
                + keep(bands) + ") ON CONFLICT (id) DO UPDATE SET state = " + array(this::next) + ", granted = "
                + granted()
                + ", expires_at = excluded.expires_at WHERE h.shape = excluded.shape RETURNING granted, expires_at"
                + columns();
    }

    private String giveBack() {
        return "UPDATE " + RateLimitTable.NAME + " AS h SET state = "
                + array(i -> bands.get(i).isInterval()
                        ? "greatest(0, " + held(i) + " - " + cost + "), " + windowEnd(i)
                        : held(i) + " - " + cost * bands.get(i).unit())
                + " WHERE id = ? AND shape = " + shape(bands);
    }

    private String columns() {
        return IntStream.range(1, position(bands, bands.size()))
                .mapToObj(i -> ", state[" + i + "]")
                .collect(Collectors.joining());
    }

    private String array(IntFunction<String> element) {
        return IntStream.range(0, bands.size()).mapToObj(element).collect(Collectors.joining(", ", "ARRAY[", "]"));
    }

    private boolean fits() {
        return bands.stream().allMatch(band -> cost <= band.capacity());
    }

    /** The shorter of two ways to say the same, since PostgreSQL prepares to evaluate all of it anew for each decision. */
    private String granted() {
        return fits() ? all(this::hasRoom) : "false";
    }

    private String hasRoom(int i) {
        SharedBand band = bands.get(i);
        long most = band.size() - cost * band.unit();
        return band.isInterval() ? debt(i) + " <= " + most : held(i) + " <= " + nowTimesRate(band) + " + " + most;
    }

    private String all(IntFunction<String> condition) {
        return IntStream.range(0, bands.size()).mapToObj(condition).collect(Collectors.joining(" AND ", "(", ")"));
    }

    private String fresh(int i, long taken) {
        SharedBand band = bands.get(i);
        return band.isInterval()
                ? taken + ", " + time + " + " + band.period()
                : time + " * " + band.rate() + " + " + taken * band.unit();
    }

    private String next(int i) {
        SharedBand band = bands.get(i);
        String taken = "CASE WHEN " + granted() + " THEN " + cost * band.unit() + " ELSE 0 END";
        return band.isInterval()
                ? debt(i) + " + " + taken + ", " + end(i)
                : "CASE WHEN " + held(i) + " > " + nowTimesRate(band) + " + " + (band.size() + SET_BACK * band.rate())
                        + " THEN " + nowTimesRate(band) + " + " + band.size() + " ELSE greatest(" + held(i) + ", "
                        + nowTimesRate(band) + ") END + " + taken;
    }

    private String nowTimesRate(SharedBand band) {
        return now() + " * " + band.rate();
    }

    private String debt(int i) {
        SharedBand band = bands.get(i);
        if (band.isInterval()) {
            return "CASE WHEN " + now() + " >= " + windowEnd(i) + " THEN 0 ELSE " + held(i) + " END";
        }
        String debt = "(" + held(i) + " - " + now() + " * " + band.rate() + ")";
        return "CASE WHEN " + debt + " > " + (band.size() + SET_BACK * band.rate()) + " THEN " + band.size()
                + " ELSE greatest(0, " + debt + ") END";
    }

    private String end(int i) {
        long period = bands.get(i).period();
        return "CASE WHEN " + all(band -> debt(band) + " = 0") + " OR " + windowEnd(i) + " > " + now() + " + "
                + (period + SET_BACK) + " THEN " + now() + " + " + period + " WHEN " + now() + " < " + windowEnd(i)
                + " THEN " + windowEnd(i) + " ELSE " + windowEnd(i) + " + ((" + now() + " - " + windowEnd(i) + ") / "
                + period + " + 1) * " + period + " END";
    }

    private String now() {
        return "(excluded.expires_at - " + keep(bands) + ")";
    }

    private String held(int i) {
        return "h.state[" + position(bands, i) + "]";
    }

    private String windowEnd(int i) {
        return "h.state[" + (position(bands, i) + 1) + "]";
    }
}
