package dev.readiness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2AuditStoreTests extends JdbcAuditStoreContract {

    @TempDir
    private Path directory;

    @Override
    DataSource dataSource() {
        return h2("jdbc:h2:file:" + directory.resolve("audit"));
    }

    @Test
    void isDurableInAFile() {
        assertThat(AuditStore.jdbc(dataSource()).isDurable()).isTrue();
    }

    @Test
    void isNotDurableInMemory() {
        assertThat(AuditStore.jdbc(h2("jdbc:h2:mem:audit")).isDurable()).isFalse();
    }

    private static DataSource h2(String url) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(url);
        return dataSource;
    }
}
