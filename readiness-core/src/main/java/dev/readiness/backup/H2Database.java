package dev.readiness.backup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * H2 by its own SCRIPT, which writes schema and rows as statements. Only in a transaction of isolation level SNAPSHOT are all
 * tables of one moment: at READ COMMITTED, H2's default, rows of a later table refer to rows that are not in the script.
 */
final class H2Database extends BackupDatabase {

    /** Settings of the URL that decide what the statements of a script mean. */
    private static final List<String> SETTINGS =
            List.of("MODE", "DATABASE_TO_LOWER", "DATABASE_TO_UPPER", "CASE_INSENSITIVE_IDENTIFIERS");

    private static final String SCRIPT = "script.sql";

    private static final String OBJECTS = """
            SELECT 'the table ' || TABLE_SCHEMA || '.' || TABLE_NAME FROM INFORMATION_SCHEMA.TABLES
            WHERE UPPER(TABLE_SCHEMA) NOT IN ('INFORMATION_SCHEMA', 'PG_CATALOG')
            UNION ALL SELECT 'the sequence ' || SEQUENCE_NAME FROM INFORMATION_SCHEMA.SEQUENCES
            UNION ALL SELECT 'the domain ' || DOMAIN_NAME FROM INFORMATION_SCHEMA.DOMAINS
            UNION ALL SELECT 'the schema ' || SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA
            WHERE UPPER(SCHEMA_NAME) NOT IN ('PUBLIC', 'INFORMATION_SCHEMA', 'PG_CATALOG')
            UNION ALL SELECT 'another user, ' || USER_NAME FROM INFORMATION_SCHEMA.USERS WHERE USER_NAME <> CURRENT_USER""";

    /** It becomes a part of a URL. */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9]{1,30}");

    private final DataSource live;

    H2Database(DataSource live) {
        this.live = Objects.requireNonNull(live, "live");
    }

    @Override
    public boolean isTestable() {
        return true;
    }

    @Override
    BackupManifest write(ArchiveWriter archive, Instant now) throws SQLException, IOException {
        try (Connection connection = live.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            if (!product.equals("H2")) {
                throw new BackupException(
                        "H2 was to be backed up, but the database is " + product + "; nothing was backed up");
            }
            archive.begin(SCRIPT);
            H2Content content = read(connection, sql -> archive.write(H2Script.framed(sql)));
            return new BackupManifest(
                    now,
                    product,
                    connection.getMetaData().getDatabaseProductVersion(),
                    settings(connection),
                    content.tables(),
                    new TreeMap<>(),
                    content.facts(),
                    content.leftOut());
        }
    }

    /** Reads everything once, in one snapshot. */
    private static H2Content read(Connection connection, StatementWriter out) throws SQLException, IOException {
        H2Content content = new H2Content();
        boolean autoCommit = connection.getAutoCommit();
        int isolation = connection.getTransactionIsolation();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT");
            try (ResultSet rows = statement.executeQuery("SCRIPT SIMPLE NOPASSWORDS")) {
                while (rows.next()) {
                    H2Statement next = H2Statement.of(rows.getString(1));
                    content.add(next);
                    if (next.isRestored()) {
                        out.write(next.sql());
                    }
                }
            }
        } finally {
            connection.rollback();
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(autoCommit);
        }
        return content;
    }

    private static H2Content read(Connection connection) throws SQLException {
        try {
            return read(connection, sql -> {});
        } catch (IOException ex) {
            throw new IllegalStateException("Nothing was written", ex);
        }
    }

    @Override
    List<String> parts(BackupManifest manifest) {
        return List.of(SCRIPT);
    }

    @Override
    void load(ArchiveReader archive, BackupManifest manifest, Connection target) throws SQLException, IOException {
        try (Statement statement = target.createStatement()) {
            try (ResultSet present = statement.executeQuery(OBJECTS)) {
                if (present.next()) {
                    throw new BackupException("The database to restore into must be empty but has "
                            + present.getString(1) + "; nothing was changed");
                }
            }
            if (!settings(target).equals(manifest.settings())) {
                throw new BackupException("The URL of the database to restore into must end in " + url(manifest)
                        + ", as that of the one that was backed up; nothing was changed");
            }
            boolean restored = false;
            try {
                archive.next();
                H2Script.run(archive.content(), target);
                List<String> problems = contentProblems(manifest, target);
                if (!problems.isEmpty()) {
                    throw new BackupException("What was restored is not what was backed up, and was undone: "
                            + String.join("; ", problems));
                }
                restored = true;
            } finally {
                // Each definition commits, so there is no transaction to roll back; before, the database was empty.
                if (!restored) {
                    statement.execute("DROP ALL OBJECTS");
                }
            }
        }
    }

    private static List<String> contentProblems(BackupManifest manifest, Connection target) throws SQLException {
        SortedMap<String, TableContent> restored = new TreeMap<>();
        read(target).tables().forEach(table -> restored.put(table.name(), table));
        List<String> problems = new ArrayList<>();
        for (TableContent table : manifest.tables()) {
            TableContent other = restored.remove(table.name());
            if (other == null) {
                problems.add("table " + table.name() + " is missing in the restored database");
            } else if (!other.equals(table)) {
                problems.add(table.name() + " should have " + table.rows() + " rows with hash " + table.hash()
                        + " but has " + other.rows() + " with " + other.hash());
            }
        }
        restored.keySet()
                .forEach(name -> problems.add(
                        "table " + name + " is in the restored database but its content is not in the backup"));
        return problems;
    }

    @Override
    List<String> differences(BackupManifest manifest, Connection restored) throws SQLException {
        List<String> problems = new ArrayList<>();
        Set<String> here = read(restored).facts().keySet();
        TreeSet<String> missing = new TreeSet<>(manifest.facts().keySet());
        missing.removeAll(here);
        TreeSet<String> more = new TreeSet<>(here);
        more.removeAll(manifest.facts().keySet());
        missing.forEach(fact -> problems.add("the restored database lacks: " + fact));
        more.forEach(fact -> problems.add("only the restored database has: " + fact));
        return problems;
    }

    private static SortedMap<String, String> settings(Connection connection) throws SQLException {
        SortedMap<String, String> settings = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT SETTING_NAME, SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS")) {
            while (rows.next()) {
                if (SETTINGS.contains(rows.getString(1))) {
                    settings.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return settings;
    }

    /** Returns the settings as the end of a URL. */
    private static String url(BackupManifest manifest) {
        return manifest.settings().entrySet().stream()
                .map(setting -> ";" + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining());
    }

    @Override
    ScratchDatabase scratch(BackupManifest manifest) {
        boolean safe = manifest.settings().entrySet().stream()
                .allMatch(setting -> SETTINGS.contains(setting.getKey())
                        && SAFE.matcher(setting.getValue()).matches());
        if (!safe) {
            throw new BackupException("The manifest of the backup has settings that H2 does not have");
        }
        return new H2Scratch(url(manifest));
    }

    /** Takes the statements of a script. */
    @FunctionalInterface
    private interface StatementWriter {

        void write(String sql) throws IOException;
    }
}
