package dev.readiness.backup;

import java.util.Objects;

/**
 * What a table holds.
 *
 * @param name schema and name, quoted as SQL needs it
 * @param columns the columns whose rows are stored, quoted and separated by commas; generated ones are made again. Empty where a
 *     table has none
 * @param rows how many rows
 * @param hash a hash of the rows that does not depend on their order, 64 hexadecimal digits
 */
record TableContent(String name, String columns, long rows, String hash) {

    TableContent {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(columns, "columns");
        Objects.requireNonNull(hash, "hash");
    }
}
