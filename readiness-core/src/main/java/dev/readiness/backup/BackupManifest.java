package dev.readiness.backup;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a backup says that it holds. It is the last part of the encrypted file, so that nobody without the key changes it, and a
 * file that breaks off has none.
 *
 * @param takenAt when its snapshot was taken
 * @param product the database product
 * @param serverVersion the version of the server
 * @param settings encoding, collation and current schema, which a copy must share
 * @param tables what each table holds
 * @param sequences the state of each sequence, by quoted name
 * @param facts facts about the schema, by name
 * @param leftOut what is not in the backup, each with the reason
 */
record BackupManifest(
        Instant takenAt,
        String product,
        String serverVersion,
        SortedMap<String, String> settings,
        List<TableContent> tables,
        SortedMap<String, String> sequences,
        SortedMap<String, String> facts,
        List<String> leftOut) {

    static final String ENCODING = "encoding";
    static final String COLLATION = "collation";
    static final String SCHEMA = "current schema";

    BackupManifest {
        settings = new TreeMap<>(settings);
        tables = List.copyOf(tables);
        sequences = new TreeMap<>(sequences);
        facts = new TreeMap<>(facts);
        leftOut = List.copyOf(leftOut);
    }

    long rows() {
        return tables.stream().mapToLong(TableContent::rows).sum();
    }

    String setting(String name) {
        return settings.getOrDefault(name, "");
    }
}
