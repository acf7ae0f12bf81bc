package dev.readiness.migration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the functions in an expression are known to do. A function that is not listed is not guessed at. */
final class SqlFunctions {

    private static final Set<String> FOR_EACH_ROW = Set.of(
            "random",
            "gen_random_uuid",
            "uuid_generate_v1",
            "uuid_generate_v1mc",
            "uuid_generate_v4",
            "uuidv4",
            "uuidv7",
            "clock_timestamp",
            "timeofday",
            "nextval",
            "setval",
            "currval",
            "lastval",
            "gen_random_bytes",
            "gen_salt",
            "txid_current",
            "pg_current_xact_id");

    private static final Set<String> ONCE = Set.of(
            "now",
            "current_timestamp",
            "localtimestamp",
            "current_time",
            "localtime",
            "transaction_timestamp",
            "statement_timestamp",
            "date_trunc",
            "to_timestamp",
            "to_date",
            "to_char",
            "to_number",
            "age",
            "extract",
            "date_part",
            "make_interval",
            "make_date",
            "make_timestamp",
            "make_timestamptz",
            "timezone",
            "lower",
            "upper",
            "initcap",
            "trim",
            "btrim",
            "ltrim",
            "rtrim",
            "length",
            "char_length",
            "octet_length",
            "concat",
            "concat_ws",
            "replace",
            "regexp_replace",
            "regexp_match",
            "regexp_matches",
            "substring",
            "substr",
            "position",
            "strpos",
            "split_part",
            "left",
            "right",
            "lpad",
            "rpad",
            "repeat",
            "reverse",
            "md5",
            "sha256",
            "encode",
            "decode",
            "convert_from",
            "convert_to",
            "chr",
            "ascii",
            "format",
            "quote_ident",
            "quote_literal",
            "coalesce",
            "nullif",
            "greatest",
            "least",
            "abs",
            "ceil",
            "ceiling",
            "floor",
            "round",
            "trunc",
            "mod",
            "power",
            "sqrt",
            "sign",
            "count",
            "sum",
            "min",
            "max",
            "avg",
            "array_agg",
            "string_agg",
            "json_agg",
            "jsonb_agg",
            "bool_or",
            "bool_and",
            "array_length",
            "cardinality",
            "array_append",
            "array_remove",
            "array_cat",
            "array_to_string",
            "string_to_array",
            "unnest",
            "generate_series",
            "any",
            "all",
            "some",
            "exists",
            "in",
            "row_number",
            "rank",
            "dense_rank",
            "lag",
            "lead",
            "first_value",
            "last_value",
            "jsonb_build_object",
            "json_build_object",
            "jsonb_build_array",
            "json_build_array",
            "jsonb_set",
            "jsonb_array_elements",
            "json_array_elements",
            "jsonb_array_elements_text",
            "json_array_elements_text",
            "jsonb_each",
            "jsonb_each_text",
            "jsonb_object_keys",
            "jsonb_array_length",
            "jsonb_typeof",
            "jsonb_extract_path",
            "jsonb_extract_path_text",
            "jsonb_strip_nulls",
            "jsonb_object_agg",
            "to_jsonb",
            "to_json",
            "row_to_json",
            "to_tsvector",
            "to_tsquery",
            "plainto_tsquery",
            "setweight",
            "cast",
            "values",
            "array",
            "row",
            "over",
            "filter",
            "within",
            "distinct",
            "select",
            "from",
            "where",
            "and",
            "or",
            "not",
            "when",
            "then",
            "else",
            "case",
            "as",
            "on",
            "using",
            "join",
            "partition",
            "by",
            "interval",
            "date",
            "timestamp",
            "timestamptz",
            "time",
            "numeric",
            "decimal",
            "varchar",
            "char",
            "character",
            "varying",
            "current_setting",
            "version",
            "pg_get_serial_sequence",
            "regexp_split_to_table",
            "uuid_nil",
            "int4range",
            "int8range",
            "tsrange",
            "tstzrange",
            "daterange",
            "numrange",
            "union",
            "except",
            "intersect",
            "like",
            "ilike",
            "between",
            "is",
            "limit",
            "offset",
            "returning",
            "set",
            "with",
            "lateral",
            "rows",
            "hashtext",
            "num_nonnulls",
            "num_nulls",
            "digest",
            "starts_with",
            "translate",
            "to_hex",
            "set_config",
            "conflict",
            "zone",
            "key",
            "jsonb_pretty",
            "json_object_agg",
            "array_position",
            "array_prepend",
            "array_replace",
            "jsonb_insert",
            "jsonb_to_recordset",
            "json_to_recordset",
            "jsonb_populate_record",
            "jsonb_path_query",
            "jsonb_path_exists",
            "json_each",
            "json_each_text",
            "json_object_keys",
            "json_array_length",
            "json_typeof",
            "jsonb_object",
            "json_object",
            "every",
            "bit_and",
            "bit_or",
            "mode",
            "percentile_cont",
            "stddev",
            "variance",
            "ntile",
            "nth_value",
            "cume_dist",
            "overlay",
            "justify_days",
            "date_bin",
            "isfinite",
            "ln",
            "exp",
            "div",
            "lower_inc",
            "upper_inc",
            "isempty",
            "regexp_like",
            "regexp_count",
            "sha512",
            "crc32",
            "if");

    /** What follows these and has parentheses is a type, a table or an alias. */
    private static final Set<String> BEFORE_NAMES = Set.of("::", "as", "into", "with", "recursive");

    private static final Set<String> QUERIES =
            Set.of("select", "with", "values", "insert", "update", "delete", "merge", "table", "(");

    private SqlFunctions() {}

    enum Volatility {
        ONCE,
        FOR_EACH_ROW,
        UNKNOWN
    }

    /** Returns the worst of what the functions in {@code tokens} are. */
    static Volatility of(List<SqlToken> tokens) {
        Volatility worst = Volatility.ONCE;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (isCall(tokens, i)) {
                Volatility one = of(tokens, i);
                worst = one.compareTo(worst) > 0 ? one : worst;
            }
        }
        return worst;
    }

    /** Returns the first function in {@code tokens} of which it is not known what it does. */
    static Optional<String> unknown(List<SqlToken> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (isCall(tokens, i) && of(tokens, i) == Volatility.UNKNOWN) {
                return Optional.of(tokens.get(i).text());
            }
        }
        return Optional.empty();
    }

    private static boolean isCall(List<SqlToken> tokens, int i) {
        if (!tokens.get(i + 1).is("(") || !tokens.get(i).isName()) {
            return false;
        }
        int first = i;
        while (first > 1 && tokens.get(first - 1).is(".")) {
            first -= 2;
        }
        boolean alias =
                first > 0 && BEFORE_NAMES.contains(tokens.get(first - 1).text().toLowerCase(Locale.ROOT));
        return !alias && !isNamedQuery(tokens, i + 1);
    }

    /** {@code name (column, …) AS (SELECT …}; what follows a call that way are columns with their types. */
    private static boolean isNamedQuery(List<SqlToken> tokens, int parenthesis) {
        int at = parenthesis + 1;
        while (at < tokens.size() && (tokens.get(at).isName() || tokens.get(at).is(","))) {
            at++;
        }
        if (at + 1 >= tokens.size()
                || !tokens.get(at).is(")")
                || !tokens.get(at + 1).is("AS")) {
            return false;
        }
        at += 2;
        while (at < tokens.size() && (tokens.get(at).is("NOT") || tokens.get(at).is("MATERIALIZED"))) {
            at++;
        }
        return at + 1 < tokens.size()
                && tokens.get(at).is("(")
                && QUERIES.contains(tokens.get(at + 1).text().toLowerCase(Locale.ROOT));
    }

    private static Volatility of(List<SqlToken> tokens, int i) {
        String name = tokens.get(i).text().toLowerCase(Locale.ROOT);
        boolean qualified = i > 1 && tokens.get(i - 1).is(".");
        String schema = qualified ? tokens.get(i - 2).folded() : "pg_catalog";
        if (FOR_EACH_ROW.contains(name) && List.of("pg_catalog", "public").contains(schema)) {
            return Volatility.FOR_EACH_ROW;
        }
        // What is in public somebody made, under whatever name.
        return ONCE.contains(name) && schema.equals("pg_catalog") ? Volatility.ONCE : Volatility.UNKNOWN;
    }
}
