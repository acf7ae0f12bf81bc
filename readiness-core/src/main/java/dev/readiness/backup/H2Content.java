package dev.readiness.backup;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the statements of a script hold. Not safe for use by several threads. */
final class H2Content {

    private final SortedMap<String, ContentHash> rows = new TreeMap<>();
    private final SortedMap<String, String> facts = new TreeMap<>();
    private final SortedSet<String> leftOut = new TreeSet<>();
    private int rights;

    void add(H2Statement statement) {
        switch (statement.kind()) {
            case ROW -> {
                byte[] bytes = statement.sql().getBytes(StandardCharsets.UTF_8);
                hash(statement).add(bytes, 0, bytes.length);
            }
            case TABLE -> {
                hash(statement);
                facts.put(statement.sql(), "");
            }
            case OTHER -> facts.put(statement.sql(), "");
            case RIGHT -> {
                rights++;
                // One user there always is, in a restored database too.
                if (rights > 1) {
                    leftOut.add("users, roles and rights (they belong to the place)");
                }
            }
            case LINKED -> leftOut.add("linked table " + statement.name() + " (its rows are elsewhere)");
            case HELPER, IGNORED -> {
                // Neither rows nor schema.
            }
        }
    }

    private ContentHash hash(H2Statement statement) {
        return rows.computeIfAbsent(statement.name(), name -> new ContentHash());
    }

    List<TableContent> tables() {
        return rows.entrySet().stream()
                .map(table -> new TableContent(
                        table.getKey(),
                        "",
                        table.getValue().rows(),
                        table.getValue().hex()))
                .toList();
    }

    SortedMap<String, String> facts() {
        return facts;
    }

    List<String> leftOut() {
        return List.copyOf(leftOut);
    }
}
