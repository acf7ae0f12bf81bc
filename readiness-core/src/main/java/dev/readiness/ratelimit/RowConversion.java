package dev.readiness.ratelimit;

import dev.readiness.ratelimit.PostgresConnections.Prepared;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rewrites the row of a key whose limits have changed, so that it has as much left as before, in proportion. */
final class RowConversion {

    private static final String READ =
            "SELECT shape, state, (date_part('epoch', statement_timestamp()) * 1000000)::bigint" + " FROM "
                    + RateLimitTable.NAME + " WHERE id = ?";

    private static final String WRITE = "UPDATE " + RateLimitTable.NAME
            + " SET shape = ?, state = ?, expires_at = ? WHERE id = ? AND shape = ? AND state = ?";

    private final List<SharedBand> bands;
    private final long[] oldShape;
    private final long[] oldState;
    private final long time;

    private RowConversion(List<SharedBand> bands, long[] oldShape, long[] oldState, long time) {
        this.bands = bands;
        this.oldShape = oldShape;
        this.oldState = oldState;
        this.time = time;
    }

    /** Converts the row unless somebody else changes it meanwhile; returns whether there is one. */
    static boolean convert(Prepared connection, String id, List<SharedBand> bands, @Nullable Long time)
            throws SQLException {
        PreparedStatement read = connection.statement(READ);
        read.setString(1, id);
        RowConversion conversion;
        try (ResultSet row = read.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            conversion =
                    new RowConversion(bands, numbers(row, 1), numbers(row, 2), time == null ? row.getLong(3) : time);
        }
        conversion.write(connection, id);
        return true;
    }

    private static long[] numbers(ResultSet row, int column) throws SQLException {
        Long[] boxed = (Long[]) row.getArray(column).getArray();
        long[] numbers = new long[boxed.length];
        for (int i = 0; i < boxed.length; i++) {
            numbers[i] = boxed[i];
        }
        return numbers;
    }

    private void write(Prepared connection, String id) throws SQLException {
        PreparedStatement write = connection.statement(WRITE);
        write.setArray(1, connection.array(newShape()));
        write.setArray(2, connection.array(newState()));
        write.setLong(3, time + TakeStatement.keep(bands));
        write.setString(4, id);
        write.setArray(5, connection.array(oldShape));
        write.setArray(6, connection.array(oldState));
        write.executeUpdate();
    }

    private long[] newShape() {
        return bands.stream()
                .flatMap(band -> List.of(band.size(), band.rate()).stream())
                .mapToLong(Long::longValue)
                .toArray();
    }

    private long[] newState() {
        long[] state = new long[TakeStatement.position(bands, bands.size()) - 1];
        int position = 0;
        for (int i = 0; i < bands.size(); i++) {
            SharedBand band = bands.get(i);
            long debt = 2 * i < oldShape.length ? inProportion(oldDebt(i), oldShape[2 * i], band.size()) : 0;
            if (band.isInterval()) {
                state[position++] = debt;
                state[position++] = time + band.period();
            } else {
                state[position++] = time * band.rate() + debt;
            }
        }
        return state;
    }

    private long oldDebt(int band) {
        int position = 0;
        for (int before = 0; before < band; before++) {
            position += oldShape[2 * before + 1] < 0 ? 2 : 1;
        }
        long size = oldShape[2 * band];
        long rate = oldShape[2 * band + 1];
        if (rate < 0) {
            return time >= oldState[position + 1] ? 0 : oldState[position];
        }
        return Math.min(size, Math.max(0, oldState[position] - time * rate));
    }

    private static long inProportion(long debt, long oldSize, long newSize) {
        return BigInteger.valueOf(debt)
                .multiply(BigInteger.valueOf(newSize))
                .add(BigInteger.valueOf(oldSize - 1))
                .divide(BigInteger.valueOf(oldSize))
                .min(BigInteger.valueOf(newSize))
                .longValueExact();
    }
}
