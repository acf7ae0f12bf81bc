package dev.readiness.spring.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.Result;
import dev.readiness.spring.encryption.OutgoingConnection.Protection;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://db.example/clinic | OPEN | db.example",
                "jdbc:postgresql://db.example:5432/clinic?sslmode=prefer | OPEN | db.example",
                "jdbc:postgresql://db.example/clinic?sslmode=verify-full | ENCRYPTED | db.example",
                "jdbc:postgresql://db.example/clinic?user=a&sslMode=require | ENCRYPTED | db.example",
                "jdbc:postgresql://db.example/clinic?ssl=true | ENCRYPTED | db.example",
                "jdbc:postgresql://db.example/clinic?ssl=false | OPEN | db.example",
                "jdbc:postgresql:clinic | OPEN | localhost",
                "jdbc:postgresql://[::1]/clinic | OPEN | [::1]",
                "jdbc:mysql://db.example/clinic | OPEN | db.example",
                "jdbc:mysql://root:test@db.example/clinic?useSSL=true | OPEN | db.example",
                "jdbc:mysql://db.example/clinic?useSSL=true&requireSSL=true | ENCRYPTED | db.example",
                "jdbc:mysql://db.example/clinic?sslMode=REQUIRED | ENCRYPTED | db.example",
                "jdbc:mariadb://db.example/clinic | OPEN | db.example",
                "jdbc:mariadb://db.example/clinic?sslMode=verify-full | ENCRYPTED | db.example",
                "jdbc:sqlserver://db.example:1433;databaseName=clinic | ENCRYPTED | db.example",
                "jdbc:sqlserver://db.example:1433;encrypt=false;databaseName=clinic | OPEN | db.example",
                "jdbc:oracle:thin:@db.example:1521:clinic | OPEN | db.example",
                "jdbc:oracle:thin:@//db.example:1521/clinic | OPEN | db.example",
                "jdbc:oracle:thin:@tcps://db.example:2484/clinic | ENCRYPTED | db.example",
                "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=db.example)(PORT=1521))) | OPEN | db.example",
                "jdbc:h2:mem:clinic | NONE | ''",
                "jdbc:h2:tcp://db.example/clinic | OPEN | db.example",
                "jdbc:h2:ssl://db.example/clinic | ENCRYPTED | db.example",
                "jdbc:sqlite:clinic.db | NONE | ''",
                "jdbc:nobodys://db.example/clinic | UNKNOWN | db.example"
            })
    void aDriverIsJudgedByItsUrl(String url, Protection protection, String host) {
        OutgoingConnection connection = new JdbcUrl(url, new Properties()).connectionOf("bean dataSource");

        assertThat(connection.protection()).isEqualTo(protection);
        assertThat(connection.host()).isEqualTo(host);
        assertThat(connection.toString()).doesNotContain("test@", "root");
    }

    @Test
    void propertiesOfThePoolCount() {
        Properties properties = new Properties();
        properties.setProperty("sslmode", "verify-full");

        assertThat(new JdbcUrl("jdbc:postgresql://db.example/clinic", properties)
                        .connectionOf("bean dataSource")
                        .protection())
                .isEqualTo(Protection.ENCRYPTED);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example/clinic, FAIL",
        "jdbc:postgresql://localhost/clinic, PASS",
        "jdbc:postgresql://127.0.0.1:5432/clinic, PASS",
        "jdbc:postgresql://[::1]/clinic, PASS",
        "jdbc:postgresql://127.0.0.1.example/clinic, FAIL",
        "jdbc:postgresql://db.example/clinic?sslmode=require, PASS",
        "jdbc:nobodys://db.example/clinic, UNKNOWN",
        "jdbc:h2:mem:clinic, NOT_APPLICABLE"
    })
    void whatLeavesTheMachineMustBeEncrypted(String url, Result expected) {
        OutgoingConnection connection = new JdbcUrl(url, new Properties()).connectionOf("bean dataSource");

        assertThat(assess(connection))
                .singleElement()
                .satisfies(finding -> assertThat(finding.result()).isEqualTo(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "smtp, '', FAIL",
        "smtp, mail.smtp.starttls.enable, FAIL",
        "smtp, mail.smtp.starttls.required, PASS",
        "smtp, mail.smtp.ssl.enable, PASS",
        "smtps, '', PASS"
    })
    void aMailSenderMustInsistOnEncryption(String protocol, String property, Result expected) {
        Properties properties = new Properties();
        if (!property.isEmpty()) {
            properties.setProperty(property, "true");
        }

        assertThat(assess(
                        OutgoingConnections.mail("bean mailSender", new Sender("mail.example", protocol, properties))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.result()).isEqualTo(expected));
    }

    @ParameterizedTest
    @CsvSource({"redis.example, false, FAIL", "redis.example, true, PASS", "localhost, false, PASS"})
    void redisMustBeEncryptedToo(String host, boolean tls, Result expected) {
        assertThat(assess(OutgoingConnections.redis("bean redis", new RedisFactory(host, tls))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.result()).isEqualTo(expected));
    }

    private static List<Finding> assess(OutgoingConnection connection) {
        return new PlainConnectionRule(() -> List.of(connection)).assess(new Inventory("clinic", List.of()));
    }

    /** Has the getters of a mail sender. */
    public static final class Sender {

        private final String host;

        private final String protocol;

        private final Properties properties;

        Sender(String host, String protocol, Properties properties) {
            this.host = host;
            this.protocol = protocol;
            this.properties = properties;
        }

        public String getHost() {
            return host;
        }

        public String getProtocol() {
            return protocol;
        }

        public Properties getJavaMailProperties() {
            return properties;
        }
    }

    /** Has the getters of a Redis connection factory. */
    public static final class RedisFactory {

        private final String hostName;

        private final boolean tls;

        RedisFactory(String hostName, boolean tls) {
            this.hostName = hostName;
            this.tls = tls;
        }

        public String getHostName() {
            return hostName;
        }

        public boolean isUseSsl() {
            return tls;
        }
    }
}
