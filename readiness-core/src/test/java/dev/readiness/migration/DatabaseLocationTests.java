package dev.readiness.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseLocationTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:clinic",
                "jdbc:h2:mem:",
                "jdbc:h2:tcp://localhost/mem:clinic",
                "jdbc:hsqldb:mem:clinic",
                "jdbc:derby:memory:clinic;create=true",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite:"
            })
    void seesADatabaseInMemory(String url) {
        assertThat(new DatabaseLocation(url).isInMemory()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:file:./data/mem",
                "jdbc:h2:./mem:clinic",
                "jdbc:h2:tcp://localhost/~/clinic",
                "jdbc:hsqldb:file:data/clinic",
                "jdbc:derby:clinic",
                "jdbc:sqlite:clinic.db",
                "jdbc:postgresql://localhost/mem"
            })
    void seesADatabaseThatLasts(String url) {
        assertThat(new DatabaseLocation(url).isInMemory()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://host/db?user=u&password=test-value, jdbc:postgresql://host/db",
        "jdbc:mysql://u:test-value@host:3306/db, jdbc:mysql://host:3306/db",
        "jdbc:mysql://u:test@va/lue@host/db, jdbc:mysql://host/db",
        "jdbc:sqlserver://host;user=u;password=test-value, jdbc:sqlserver://host",
        "jdbc:oracle:thin:u/test-value@//host:1521/db, jdbc:oracle:thin://host:1521/db",
        "jdbc:oracle:thin:u/test-value@host:1521:db, jdbc:oracle:thin:host:1521:db",
        "jdbc:h2:file:./data;USER=u;PASSWORD=test-value, jdbc:h2:file:./data"
    })
    void keepsNoCredentials(String url, String expected) {
        assertThat(new DatabaseLocation(url).url()).isEqualTo(expected);
    }
}
