package dev.readiness.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourceHealthCheckTests {

    @Test
    void isUpWhenTheDatabaseAnswers() throws Exception {
        HealthCheck check = HealthCheck.dataSource(h2("jdbc:h2:mem:health"), Duration.ofSeconds(2));

        assertThat(check.check()).isEqualTo(HealthResult.up());
    }

    @Test
    void throwsWhenThereIsNoConnection(@TempDir Path directory) {
        DataSource missing = h2("jdbc:h2:file:" + directory.resolve("missing") + ";IFEXISTS=TRUE");
        HealthCheck check = HealthCheck.dataSource(missing, Duration.ofSeconds(2));

        assertThatExceptionOfType(SQLException.class).isThrownBy(check::check);
    }

    @Test
    void isDownWhenTheDriverFindsTheConnectionInvalid() throws Exception {
        HealthCheck check = HealthCheck.dataSource(invalidConnections(), Duration.ofMillis(2_500));

        assertThat(check.check()).isEqualTo(HealthResult.down("no valid connection within 2s"));
    }

    @Test
    void refusesATimeoutBelowASecondBecauseZeroMeansNoLimitToADriver() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HealthCheck.dataSource(h2("jdbc:h2:mem:health"), Duration.ofMillis(999)))
                .withMessage("'timeout' must be at least PT1S but is PT0.999S");
    }

    private static DataSource h2(String url) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(url);
        return dataSource;
    }

    private static DataSource invalidConnections() {
        Object connection = proxy(Connection.class, false);
        return proxy(DataSource.class, connection);
    }

    /** Returns an object that answers {@code value} wherever its type fits. */
    private static <T> T proxy(Class<T> type, Object value) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getReturnType() == void.class ? null : value));
    }
}
