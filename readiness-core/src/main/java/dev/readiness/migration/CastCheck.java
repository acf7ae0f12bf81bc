package dev.readiness.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values that a column of another type or length does not take. */
final class CastCheck {

    private static final String SOURCE = "SELECT t.typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid"
            + " WHERE a.attrelid = to_regclass(?) AND a.attname = ?";

    private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar", "citext", "name");

    private static final Set<String> NUMBERS = Set.of("int2", "int4", "int8", "numeric");

    private static final Map<String, List<String>> INTEGERS = Map.of(
            "int2", List.of("-32768", "32767"),
            "int4", List.of("-2147483648", "2147483647"),
            "int8", List.of("-9223372036854775808", "9223372036854775807"));

    private static final int INPUT_IS_VALID = 16;

    private CastCheck() {}

    /** Returns nothing if every value fits, or the column is not there yet. */
    static Optional<DataCheck> of(SchemaChange change, String script, Connection connection) throws SQLException {
        String column = change.part("column");
        SqlType target = SqlType.of(change.part("type"));
        DataCheck check = new DataCheck(
                change.object().key() + "." + column.replace("\"", ""),
                script,
                change.part("table"),
                "false",
                "do not fit into " + target.spelled() + " by their " + column,
                "");
        Optional<String> source = source(change, connection);
        if (source.isEmpty()) {
            return Optional.empty();
        }
        if (change.has(Trait.USING) && !isPlainCast(change)) {
            return Optional.of(check.doubting("USING " + change.part("using") + " is tried only when it runs"));
        }
        int version = connection.getMetaData().getDatabaseMajorVersion();
        return where(source.get(), target, "r." + column, change.has(Trait.USING), version)
                .map(where -> where.isEmpty()
                        ? check.doubting("before PostgreSQL " + INPUT_IS_VALID + " a text cannot be tried as "
                                + target.spelled())
                        : new DataCheck(check.name(), script, check.table(), where, check.problem(), ""));
    }

    private static Optional<String> source(SchemaChange change, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SOURCE)) {
            statement.setString(1, change.part("table"));
            statement.setString(2, change.key("column"));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static boolean isPlainCast(SchemaChange change) {
        String using = change.part("using").replaceAll("[\\s\"()]", "").toLowerCase(java.util.Locale.ROOT);
        String column = change.key("column");
        String type = change.part("type").replaceAll("[\\s\"()]", "").toLowerCase(java.util.Locale.ROOT);
        return using.equals(column + "::" + type) || using.equals("cast" + column + "as" + type);
    }

    private static Optional<String> where(String source, SqlType target, String column, boolean explicit, int version) {
        boolean length = target.base().equals("varchar") || target.base().equals("bpchar");
        if (TEXTS.contains(source) && length) {
            // An explicit cast cuts, without an error; so it is meant.
            return target.modifiers().isEmpty() || explicit
                    ? Optional.empty()
                    : Optional.of("char_length(rtrim(" + column + ", ' ')) > "
                            + target.modifiers().get(0));
        }
        if (TEXTS.contains(source) && !TEXTS.contains(target.base())) {
            return Optional.of(
                    version < INPUT_IS_VALID
                            ? ""
                            : "NOT pg_input_is_valid(" + column + "::text, '"
                                    + target.spelled().replace("'", "''") + "')");
        }
        List<String> range = INTEGERS.get(target.base());
        if (NUMBERS.contains(source) && range != null) {
            return Optional.of("round(" + column + "::numeric) NOT BETWEEN " + range.get(0) + " AND " + range.get(1));
        }
        if (NUMBERS.contains(source)
                && target.base().equals("numeric")
                && !target.modifiers().isEmpty()) {
            int scale = target.modifiers().size() > 1 ? target.modifiers().get(1) : 0;
            return Optional.of("abs(round(" + column + "::numeric, " + scale + ")) >= 10::numeric ^ "
                    + (target.modifiers().get(0) - scale));
        }
        return Optional.empty();
    }
}
