package dev.readiness.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A data type.
 *
 * @param base its one name, with {@code []} for arrays
 * @param modifiers numbers in parentheses
 * @param spelled as it is written
 */
record SqlType(String base, List<Integer> modifiers, String spelled) {

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("int", "int4"),
            Map.entry("integer", "int4"),
            Map.entry("bigint", "int8"),
            Map.entry("smallint", "int2"),
            Map.entry("real", "float4"),
            Map.entry("double precision", "float8"),
            Map.entry("float", "float8"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("boolean", "bool"),
            Map.entry("character varying", "varchar"),
            Map.entry("char varying", "varchar"),
            Map.entry("character", "bpchar"),
            Map.entry("char", "bpchar"),
            Map.entry("bit varying", "varbit"),
            Map.entry("timestamp without time zone", "timestamp"),
            Map.entry("timestamp with time zone", "timestamptz"),
            Map.entry("time without time zone", "time"),
            Map.entry("time with time zone", "timetz"),
            Map.entry("serial4", "serial"),
            Map.entry("serial8", "bigserial"),
            Map.entry("serial2", "smallserial"));

    private static final Set<String> BUILT_IN = Set.of(
            "int4",
            "int8",
            "int2",
            "float4",
            "float8",
            "numeric",
            "bool",
            "varchar",
            "bpchar",
            "text",
            "bytea",
            "bit",
            "varbit",
            "date",
            "time",
            "timetz",
            "timestamp",
            "timestamptz",
            "interval",
            "uuid",
            "json",
            "jsonb",
            "xml",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8",
            "money",
            "point",
            "line",
            "lseg",
            "box",
            "path",
            "polygon",
            "circle",
            "tsvector",
            "tsquery",
            "int4range",
            "int8range",
            "numrange",
            "tsrange",
            "tstzrange",
            "daterange",
            "oid",
            "name",
            "regclass",
            "serial",
            "bigserial",
            "smallserial",
            "xid",
            "pg_lsn",
            "regproc",
            "regtype",
            "hstore",
            "citext",
            "jsonpath",
            "geometry",
            "geography",
            "vector",
            "ltree");

    private static final Set<String> SERIAL = Set.of("serial", "bigserial", "smallserial");

    static SqlType read(SqlReader reader) {
        SqlToken first = reader.peek();
        SqlName name = reader.name();
        StringBuilder base = new StringBuilder(name.key());
        if (name.key().startsWith("pg_catalog.")) {
            base.delete(0, "pg_catalog.".length());
        }
        if (first.kind() == SqlToken.Kind.WORD) {
            if (name.key().equals("double") && reader.accept("PRECISION")) {
                base.append(" precision");
            } else if (Set.of("character", "char", "bit").contains(name.key()) && reader.accept("VARYING")) {
                base.append(" varying");
            } else if (name.key().equals("interval")) {
                acceptFields(reader);
            }
        }
        List<Integer> modifiers = new ArrayList<>();
        String written = "";
        if (reader.at("(")) {
            written = reader.parenthesised();
            for (String part : written.split(",", -1)) {
                modifiers.add(part.strip().matches("\\d{1,9}") ? Integer.parseInt(part.strip()) : -1);
            }
        }
        if (Set.of("timestamp", "time").contains(name.key())) {
            if (reader.accept("WITH", "TIME", "ZONE")) {
                base.append(" with time zone");
            } else {
                reader.accept("WITHOUT", "TIME", "ZONE");
            }
        }
        boolean array = reader.accept("ARRAY");
        while (reader.accept("[")) {
            array = true;
            if (!reader.accept("]")) {
                reader.next();
                reader.expect("]");
            }
        }
        String key = ALIASES.getOrDefault(base.toString(), base.toString());
        if (key.equals("bpchar") && modifiers.isEmpty()) {
            modifiers.add(1);
        }
        String spelled =
                spelledWords(base, name) + (written.isEmpty() ? "" : "(" + written + ")") + (array ? "[]" : "");
        return new SqlType(array ? key + "[]" : key, modifiers, spelled);
    }

    private static void acceptFields(SqlReader reader) {
        boolean more = true;
        while (more) {
            more = reader.acceptOneOf("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND", "TO");
        }
    }

    private static String spelledWords(StringBuilder base, SqlName name) {
        return base.toString().equalsIgnoreCase(name.key()) ? name.spelled() : base.toString();
    }

    static SqlType of(String text) {
        return read(new SqlReader(text, SqlTokens.of(text).tokens()));
    }

    boolean isBuiltIn() {
        return BUILT_IN.contains(base.replace("[]", ""));
    }

    boolean isSerial() {
        return SERIAL.contains(base);
    }

    /** Returns the type that a column of this one has: serial ones are numbers. */
    SqlType stored() {
        return switch (base) {
            case "serial" -> new SqlType("int4", List.of(), "integer");
            case "bigserial" -> new SqlType("int8", List.of(), "bigint");
            case "smallserial" -> new SqlType("int2", List.of(), "smallint");
            default -> this;
        };
    }

    /** Returns whether values of this type are stored the same way in {@code next}, so that no row is touched. */
    boolean storedLike(SqlType next) {
        if (base.equals(next.base) && modifiers.equals(next.modifiers)) {
            return true;
        }
        if (base.equals("cidr") && next.base.equals("inet")) {
            return true;
        }
        boolean texts = Set.of("varchar", "text").contains(base)
                && Set.of("varchar", "text").contains(next.base);
        if (texts || (base.equals("varbit") && next.base.equals("varbit"))) {
            return grows(next);
        }
        if (base.equals("numeric") && next.base.equals("numeric")) {
            boolean bothScaled = modifiers.size() == 2 && next.modifiers.size() == 2;
            boolean sameScale = bothScaled && modifiers.get(1).equals(next.modifiers.get(1));
            return next.modifiers.isEmpty() || (sameScale && modifiers.get(0) <= next.modifiers.get(0));
        }
        boolean moments =
                Set.of("timestamp", "timestamptz", "time", "timetz", "interval").contains(base);
        return moments && base.equals(next.base) && precision() <= next.precision();
    }

    /** Returns whether values that fit this type may not fit {@code next}. */
    boolean narrowsTo(SqlType next) {
        Set<String> texts = Set.of("varchar", "text", "bpchar");
        if (texts.contains(base) && texts.contains(next.base)) {
            return !next.modifiers.isEmpty() && (modifiers.isEmpty() || modifiers.get(0) > next.modifiers.get(0));
        }
        List<String> numbers = List.of("int2", "int4", "int8", "numeric");
        int before = numbers.indexOf(base);
        int after = numbers.indexOf(next.base);
        boolean fewerDigits =
                base.equals("numeric") && next.base.equals("numeric") && !next.modifiers.isEmpty() && !storedLike(next);
        return fewerDigits || (before >= 0 && after >= 0 && after < before);
    }

    /** Returns whether one of both is a timestamp with, the other one without time zone, of the same precision. */
    boolean differsByTimeZone(SqlType next) {
        Set<String> moments = Set.of("timestamp", "timestamptz");
        return moments.contains(base)
                && moments.contains(next.base)
                && !base.equals(next.base)
                && precision() <= next.precision();
    }

    private boolean grows(SqlType next) {
        return next.modifiers.isEmpty() || (!modifiers.isEmpty() && modifiers.get(0) <= next.modifiers.get(0));
    }

    private int precision() {
        return modifiers.isEmpty() ? 6 : modifiers.get(0);
    }

    @Override
    public String toString() {
        return spelled.toLowerCase(Locale.ROOT);
    }
}
