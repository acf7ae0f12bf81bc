package dev.readiness.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A file in a directory that is deleted afterwards; encrypted with a key that nobody keeps, because it holds all rows. */
final class H2Scratch implements ScratchDatabase {

    private final Path directory;
    private final JdbcDataSource dataSource = new JdbcDataSource();

    /** Takes the settings for the end of the URL. */
    H2Scratch(String settings) {
        try {
            directory = Files.createTempDirectory("readiness-restore-");
        } catch (IOException ex) {
            throw new BackupException("No directory can be made for the tested restore", ex);
        }
        byte[] key = new byte[16];
        new SecureRandom().nextBytes(key);
        dataSource.setURL("jdbc:h2:file:" + directory.resolve("restored") + ";CIPHER=AES;DB_CLOSE_DELAY=-1" + settings);
        dataSource.setUser("sa");
        dataSource.setPassword(HexFormat.of().formatHex(key) + " sa");
    }

    @Override
    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } finally {
            delete();
        }
    }

    private void delete() {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : List.copyOf(files.toList())) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException ex) {
            throw new BackupException("The directory of a tested restore, " + directory + ", cannot be deleted", ex);
        }
    }
}
