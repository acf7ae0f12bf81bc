package dev.readiness.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The script that makes a schema again, from PostgreSQL's own functions that write definitions, in an order in which each
 * statement finds what it needs and which is the same each time.
 *
 * @param sql the script
 * @param excluded what is left out, and why
 */
record BaselineScript(String sql, SortedMap<String, String> excluded) {

    static final String TITLE = "-- The schema as it was when versioned migrations began.";

    private static final String SETTINGS = "SET LOCAL check_function_bodies = off;\n";

    private static final int BY_DEPENDENCY = 1;

    private static final List<String> HEADINGS = List.of(
            "Schemas and extensions",
            "Types, functions, tables and views",
            "Indexes",
            "Owners of sequences",
            "Partitions",
            "Foreign keys, and checks that not every row has passed",
            "How columns are stored",
            "Triggers",
            "Rules",
            "Row security and identity",
            "Policies",
            "Statistics",
            "Comments");

    /** One statement of the script, and what it makes. */
    private record Part(int phase, Key key, String name, String sql) {

        private static final Comparator<Part> BY_NAME =
                Comparator.comparing(Part::name).thenComparing(Part::sql);
    }

    /** What PostgreSQL calls an object by: the catalog and the number of its row. */
    private record Key(long catalog, long object) {}

    static BaselineScript read(Connection connection) throws SQLException {
        SortedMap<String, String> excluded = SchemaFacts.query(connection, "schema-excluded.sql");
        return new BaselineScript(
                title(excluded) + text(parts(connection), edges(connection), 0, HEADINGS.size()), excluded);
    }

    /** Returns what must be there before the rows are. {@link SchemaFacts} are read before, which says what is left out. */
    static String beforeRows(Connection connection) throws SQLException {
        return SETTINGS + text(parts(connection), edges(connection), 0, BY_DEPENDENCY + 1);
    }

    /** Returns what is made once the rows are there: indexes, foreign keys, triggers and the rest. */
    static String afterRows(Connection connection) throws SQLException {
        return SETTINGS + text(parts(connection), edges(connection), BY_DEPENDENCY + 1, HEADINGS.size());
    }

    private static List<Part> parts(Connection connection) throws SQLException {
        List<Part> parts = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (SqlStatement query : SqlStatement.split(SchemaFacts.text("schema-baseline.sql"))) {
                try (ResultSet rows = statement.executeQuery(query.text())) {
                    while (rows.next()) {
                        Key key = new Key(rows.getLong(2), rows.getLong(3));
                        parts.add(new Part(rows.getInt(1), key, rows.getString(4), rows.getString(5)));
                    }
                }
            }
        }
        return parts;
    }

    private static Map<Key, Set<Key>> edges(Connection connection) throws SQLException {
        Map<Key, Set<Key>> needs = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SchemaFacts.text("schema-edges.sql"))) {
            while (rows.next()) {
                Key from = new Key(rows.getLong(1), rows.getLong(2));
                needs.computeIfAbsent(from, key -> new HashSet<>()).add(new Key(rows.getLong(3), rows.getLong(4)));
            }
        }
        return needs;
    }

    private static String title(Map<String, String> excluded) {
        StringBuilder sql = new StringBuilder(TITLE).append('\n');
        sql.append("-- Written from the catalogs of the live database, and proven to make the same schema again.\n");
        excluded.forEach((what, why) -> sql.append("-- Left out: ")
                .append(what)
                .append(" (")
                .append(why)
                .append(").\n"));
        return sql.append('\n').append(SETTINGS).toString();
    }

    private static String text(List<Part> parts, Map<Key, Set<Key>> needs, int from, int to) {
        StringBuilder sql = new StringBuilder();
        for (int phase = from; phase < to; phase++) {
            int current = phase;
            List<Part> ones = parts.stream()
                    .filter(part -> part.phase() == current && !part.sql().isEmpty())
                    .sorted(Part.BY_NAME)
                    .toList();
            if (!ones.isEmpty()) {
                sql.append("\n-- ").append(HEADINGS.get(phase)).append("\n\n");
            }
            for (Part part : phase == BY_DEPENDENCY ? ordered(ones, needs) : ones) {
                sql.append(part.sql().strip()).append(phase == BY_DEPENDENCY ? "\n\n" : "\n");
            }
        }
        return sql.toString().stripTrailing() + "\n";
    }

    /** Each after all that it needs; of several that could be next, the first by name. */
    private static List<Part> ordered(List<Part> parts, Map<Key, Set<Key>> needs) {
        Map<Key, Part> byKey = new HashMap<>();
        parts.forEach(part -> byKey.put(part.key(), part));
        Map<Key, Integer> missing = new HashMap<>();
        Map<Key, List<Part>> waiting = new HashMap<>();
        TreeSet<Part> ready = new TreeSet<>(Part.BY_NAME);
        for (Part part : parts) {
            int count = 0;
            for (Key need : needs.getOrDefault(part.key(), Set.of())) {
                if (byKey.containsKey(need) && !need.equals(part.key())) {
                    waiting.computeIfAbsent(need, key -> new ArrayList<>()).add(part);
                    count++;
                }
            }
            missing.put(part.key(), count);
            if (count == 0) {
                ready.add(part);
            }
        }
        List<Part> ordered = new ArrayList<>();
        for (Part next = ready.pollFirst(); next != null; next = ready.pollFirst()) {
            ordered.add(next);
            for (Part waiter : waiting.getOrDefault(next.key(), List.of())) {
                if (missing.merge(waiter.key(), -1, Integer::sum) == 0) {
                    ready.add(waiter);
                }
            }
        }
        if (ordered.size() < parts.size()) {
            List<String> left = parts.stream()
                    .filter(part -> !ordered.contains(part))
                    .map(part -> part.name().substring(2))
                    .toList();
            throw new BootstrapRefusedException(
                    List.of("These need each other, so that none can be made first: " + left));
        }
        return ordered;
    }
}
