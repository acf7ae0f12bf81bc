package dev.readiness.backup;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A schema written down.
 *
 * @param beforeRows SQL that makes what rows need, in an empty database
 * @param afterRows SQL that makes the rest once the rows are there, like foreign keys
 * @param facts what is compared after a restore, by name
 * @param leftOut what the statements do not make, each with the reason
 */
public record SchemaText(String beforeRows, String afterRows, SortedMap<String, String> facts, List<String> leftOut) {

    /** Checks and copies the parts. */
    public SchemaText {
        Objects.requireNonNull(beforeRows, "beforeRows");
        Objects.requireNonNull(afterRows, "afterRows");
        facts = new TreeMap<>(facts);
        leftOut = List.copyOf(leftOut);
    }
}
