package dev.readiness.backup;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** PostgreSQL by COPY. All tables are read in one repeatable-read transaction on one connection, the schema in the same. */
final class PostgresDatabase extends BackupDatabase {

    private static final String BEFORE = "schema-before.sql";
    private static final String AFTER = "schema-after.sql";
    private static final String ROWS = "rows/";

    private static final int BUFFER = 1 << 16;

    private static final int ATTEMPTS = 3;

    private final DataSource live;
    private final SchemaReader schema;
    private final @Nullable ScratchServer scratch;

    PostgresDatabase(DataSource live, SchemaReader schema, @Nullable ScratchServer scratch) {
        this.live = Objects.requireNonNull(live, "live");
        this.schema = Objects.requireNonNull(schema, "schema");
        this.scratch = scratch;
    }

    @Override
    public boolean isTestable() {
        return scratch != null;
    }

    @Override
    BackupManifest write(ArchiveWriter archive, Instant now) throws SQLException, IOException {
        try (Connection connection = live.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            try {
                return write(archive, now, connection);
            } finally {
                // Nothing was written, and every setting ends here.
                if (!connection.isClosed()) {
                    connection.rollback();
                    connection.setAutoCommit(autoCommit);
                }
            }
        }
    }

    private BackupManifest write(ArchiveWriter archive, Instant now, Connection connection)
            throws SQLException, IOException {
        if (!connection.isWrapperFor(PGConnection.class)) {
            throw new BackupException("Only PostgreSQL can be backed up, but the database is "
                    + connection.getMetaData().getDatabaseProductName() + "; nothing was backed up");
        }
        PostgresCatalog catalog = new PostgresCatalog(connection);
        List<TableContent> tables = lockedTables(connection, catalog);
        long largeObjects = catalog.largeObjects();
        if (largeObjects > 0) {
            throw new BackupException("The database has " + largeObjects + " large objects, which COPY does not read;"
                    + " nothing was backed up. Use pg_dump, or move them into columns of type bytea");
        }
        SortedMap<String, String> settings = catalog.settings();
        String version = catalog.serverVersion();
        List<String> leftOut = new ArrayList<>(catalog.leftOut());
        SchemaText text = schema.read(connection);
        leftOut.addAll(text.leftOut());
        archive.text(BEFORE, text.beforeRows());
        List<TableContent> contents = new ArrayList<>();
        for (TableContent table : tables) {
            archive.begin(ROWS + table.name());
            contents.add(catalog.content(table, archive::write));
        }
        archive.text(AFTER, text.afterRows());
        // Sequences know no transactions: read last, they are ahead of every row.
        return new BackupManifest(
                now, "PostgreSQL", version, settings, contents, catalog.sequences(), text.facts(), leftOut);
    }

    /** A table that is truncated between snapshot and lock would be empty in the snapshot. So the locks come first. */
    private static List<TableContent> lockedTables(Connection connection, PostgresCatalog catalog) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            connection.setAutoCommit(true);
            List<TableContent> seen = catalog.tables();
            connection.setAutoCommit(false);
            catalog.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            catalog.settle();
            if (!seen.isEmpty()) {
                catalog.execute("LOCK TABLE ONLY "
                        + seen.stream().map(TableContent::name).collect(Collectors.joining(", ONLY "))
                        + " IN ACCESS SHARE MODE");
            }
            if (catalog.tables().equals(seen)) {
                return seen;
            }
            connection.rollback();
            if (attempt == ATTEMPTS) {
                throw new BackupException(
                        "The tables changed again and again while the backup began; nothing was backed up."
                                + " Try again when no migration runs");
            }
        }
    }

    @Override
    List<String> parts(BackupManifest manifest) {
        Stream<String> rows = manifest.tables().stream().map(table -> ROWS + table.name());
        return Stream.of(Stream.of(BEFORE), rows, Stream.of(AFTER))
                .flatMap(names -> names)
                .toList();
    }

    @Override
    void load(ArchiveReader archive, BackupManifest manifest, Connection target) throws SQLException, IOException {
        PostgresCatalog catalog = new PostgresCatalog(target);
        List<String> present = catalog.anything();
        if (!present.isEmpty()) {
            throw new BackupException(
                    "The database to restore into must be empty but has " + present.get(0) + "; nothing was changed");
        }
        target.setAutoCommit(false);
        try {
            catalog.settle();
            String home = manifest.setting(BackupManifest.SCHEMA);
            catalog.execute("CREATE SCHEMA IF NOT EXISTS " + home);
            catalog.execute("SET LOCAL search_path TO " + home);
            run(catalog, archive, BEFORE);
            for (TableContent table : manifest.tables()) {
                archive.next();
                copyIn(target, table, archive.content());
            }
            run(catalog, archive, AFTER);
            for (var sequence : manifest.sequences().entrySet()) {
                String[] state = sequence.getValue().split(" ", -1);
                catalog.execute("SELECT setval('" + sequence.getKey().replace("'", "''") + "'::regclass, "
                        + Long.parseLong(state[0]) + ", " + Boolean.parseBoolean(state[1]) + ")");
            }
            for (String view : catalog.materializedViews()) {
                catalog.execute("REFRESH MATERIALIZED VIEW " + view);
            }
            List<String> problems = contentProblems(catalog, manifest);
            if (!problems.isEmpty()) {
                throw new BackupException(
                        "What was restored is not what was backed up, and was undone: " + String.join("; ", problems));
            }
            target.commit();
        } finally {
            if (!target.isClosed()) {
                target.rollback();
                target.setAutoCommit(true);
            }
        }
    }

    private static void run(PostgresCatalog catalog, ArchiveReader archive, String part)
            throws SQLException, IOException {
        archive.next();
        try {
            catalog.execute(archive.text());
        } catch (SQLException ex) {
            throw new BackupException(part + " of the backup does not run (SQLSTATE " + ex.getSQLState() + ")", ex);
        }
    }

    private static void copyIn(Connection target, TableContent table, InputStream rows)
            throws SQLException, IOException {
        String columns = table.columns().isEmpty() ? "" : " (" + table.columns() + ")";
        try {
            target.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table.name() + columns + " FROM STDIN", rows, BUFFER);
        } catch (SQLException ex) {
            // The server's message quotes rows.
            throw new BackupException(
                    "The rows of " + table.name() + " cannot be loaded (SQLSTATE " + ex.getSQLState() + ")", ex);
        }
    }

    private static List<String> contentProblems(PostgresCatalog catalog, BackupManifest manifest)
            throws SQLException, IOException {
        List<String> problems = new ArrayList<>();
        List<TableContent> restored = new ArrayList<>();
        for (TableContent table : catalog.tables()) {
            restored.add(catalog.content(table, row -> {}));
        }
        for (TableContent table : manifest.tables()) {
            restored.stream()
                    .filter(other -> other.name().equals(table.name()) && !other.equals(table))
                    .forEach(other -> problems.add(table.name() + " should have " + table.rows() + " rows with hash "
                            + table.hash() + " but has " + other.rows() + " with " + other.hash()));
        }
        problems.addAll(onlyInOne(
                "table",
                manifest.tables().stream().map(TableContent::name).toList(),
                restored.stream().map(TableContent::name).toList()));
        SortedMap<String, String> sequences = catalog.sequences();
        manifest.sequences().forEach((name, state) -> {
            if (!state.equals(sequences.getOrDefault(name, state))) {
                problems.add(
                        "sequence " + name + " should stand at " + state + " but stands at " + sequences.get(name));
            }
        });
        problems.addAll(
                onlyInOne("sequence", List.copyOf(manifest.sequences().keySet()), List.copyOf(sequences.keySet())));
        return problems;
    }

    private static List<String> onlyInOne(String kind, List<String> backedUp, List<String> restored) {
        List<String> problems = new ArrayList<>();
        for (String name : new TreeSet<>(backedUp)) {
            if (!restored.contains(name)) {
                problems.add(kind + " " + name + " is missing in the restored database");
            }
        }
        for (String name : new TreeSet<>(restored)) {
            if (!backedUp.contains(name)) {
                problems.add(kind + " " + name + " is in the restored database but its content is not in the backup");
            }
        }
        return problems;
    }

    @Override
    List<String> differences(BackupManifest manifest, Connection restored) throws SQLException {
        PostgresCatalog catalog = new PostgresCatalog(restored);
        String home = manifest.setting(BackupManifest.SCHEMA);
        catalog.execute("SET search_path TO " + home);
        List<String> problems = new ArrayList<>();
        SortedMap<String, String> settings = catalog.settings();
        manifest.settings().forEach((name, value) -> {
            if (!value.equals(settings.get(name))) {
                problems.add("the " + name + " should be " + value + " but is " + settings.get(name));
            }
        });
        problems.addAll(schema.differences(manifest.facts(), restored));
        return problems;
    }

    @Override
    ScratchDatabase scratch(BackupManifest manifest) throws SQLException {
        if (scratch == null) {
            throw new BackupException("No server is set on which a restore could be tested");
        }
        return scratch.create(manifest.setting(BackupManifest.ENCODING), manifest.setting(BackupManifest.COLLATION));
    }
}
