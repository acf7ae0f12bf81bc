package dev.readiness.backup;

import java.sql.SQLException;
import javax.sql.DataSource;

/** A database that was made for one tested restore and is dropped when it is closed. */
interface ScratchDatabase extends AutoCloseable {

    DataSource dataSource();

    @Override
    void close() throws SQLException;
}
