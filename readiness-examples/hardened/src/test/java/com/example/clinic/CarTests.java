package com.example.clinic;

import static com.example.clinic.FrontDeskBrowser.leadsTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.smsprovider.SmsProviderStandIn;
import com.sun.net.httpserver.HttpServer;
import dev.readiness.assessment.Assessment;
import dev.readiness.assessment.Result;
import dev.readiness.assessment.Stage;
import dev.readiness.backup.Backups;
import dev.readiness.spring.assessment.Readiness;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;

/** The last stage, on a real PostgreSQL with a login for the schema and another for the application. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CarTests {

    private static final String PASSWORD = "test-password-of-grace";

    @TempDir
    private static Path folder;

    private EmbeddedPostgres postgres;

    private HttpServer watch;

    private final LoggingSystem logging = LoggingSystem.get(CarTests.class.getClassLoader());

    private ConfigurableApplicationContext context;

    private ClinicClient clinic;

    /** The statements are those of docs/hardening-the-clinic.md. */
    @BeforeAll
    void start() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        execute(
                postgres.getPostgresDatabase(),
                "CREATE ROLE clinic_owner LOGIN PASSWORD 'test-owner'",
                "CREATE ROLE clinic LOGIN PASSWORD 'test-clinic'",
                "CREATE DATABASE clinic OWNER clinic_owner",
                "CREATE ROLE restore_test LOGIN CREATEDB PASSWORD 'test-restore'");
        execute(
                postgres.getDatabase("clinic_owner", "clinic"),
                "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO clinic",
                "ALTER DEFAULT PRIVILEGES GRANT SELECT, USAGE ON SEQUENCES TO clinic");
        watch = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        watch.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        watch.start();
        String database = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/";
        int sms = freePort();
        logging.cleanUp(); // other applications of these tests have set it up
        context = SpringApplication.run(
                ClinicApplication.class,
                "--spring.profiles.active=car",
                "--spring.main.banner-mode=off",
                "--logging.config=classpath:logback-structured.xml",
                "--server.port=0",
                "--management.server.port=0",
                "--clinic.sms.stand-in.port=" + sms,
                "--clinic.sms.url=http://127.0.0.1:" + sms + "/messages",
                "--clinic.database.url=" + database + "clinic",
                "--clinic.database.user=clinic",
                "--clinic.database.owner=clinic_owner",
                "--clinic.scratch.url=" + database + "postgres",
                "--clinic.scratch.user=restore_test",
                "--clinic.outside-watch=http://127.0.0.1:" + watch.getAddress().getPort() + "/",
                "--clinic.address=https://clinic.test",
                "--clinic.front-desk.phones.grace=+15550111",
                "--clinic.backups=" + folder.resolve("backups"),
                "--clinic.anchors=" + folder,
                "--readiness.secrets.directories=" + secrets(),
                "--readiness.health.drain.delay=100ms");
        clinic = new ClinicClient(
                context.getEnvironment().getRequiredProperty("local.server.port"),
                context.getEnvironment().getRequiredProperty("local.management.port"));
    }

    @AfterAll
    void stop() throws IOException {
        context.close();
        logging.cleanUp();
        logging.beforeInitialize();
        logging.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
        watch.stop(0);
        postgres.close();
    }

    @Test
    void theClinicStartsBecauseSigningUpIsListed() {
        clinic.as(clinic.signUp()).book();
    }

    @Test
    void itsOwnReportIsGreen() {
        clinic.as(clinic.signUp()).book();
        Backups backups = context.getBean(Backups.class);
        assertThat(backups.test(backups.run()).problems()).isEmpty();

        Assessment assessment = Readiness.assess(context);

        assertThat(of(Result.FAIL, assessment)).isEmpty();
        assertThat(of(Result.UNKNOWN, assessment)).isEmpty();
        assertThat(assessment.slices())
                .singleElement()
                .satisfies(booking -> assertThat(booking.stage()).isEqualTo(Stage.CAR));
    }

    @Test
    void aPasswordAloneDoesNotOpenTheFrontDesk() {
        clinic.as("grace", PASSWORD).get("/admin").expectStatus().is3xxRedirection();
        FrontDeskBrowser browser = browser();

        assertThat(leadsTo(browser.givePassword("grace", PASSWORD))).isEqualTo("302 /admin");

        assertThat(leadsTo(browser.open("/admin"))).startsWith("302 ").contains("/login?", "factor.type=ott");
    }

    @Test
    void aLinkIsSentToWhoeverGaveThePasswordOnly() {
        int before = sms().size();

        assertThat(leadsTo(browser().submit("/login", "/ott/generate", Map.of("username", "grace"))))
                .doesNotContain("/login/ott");

        assertThat(sms()).hasSize(before);
    }

    @Test
    void passwordAndLinkOpenTheFrontDeskOnce() {
        FrontDeskBrowser browser = browser();
        browser.givePassword("grace", PASSWORD);

        String token = askForALink(browser);
        assertThat(leadsTo(browser.submit("/login/ott?token=" + token, "/login/ott", Map.of("token", token))))
                .isEqualTo("302 /admin");

        assertThat(browser.open("/admin").statusCode()).isEqualTo(200);
        FrontDeskBrowser other = browser();
        other.givePassword("grace", PASSWORD);
        other.submit("/login/ott?token=" + token, "/login/ott", Map.of("token", token));
        assertThat(leadsTo(other.open("/admin"))).startsWith("302 ");
    }

    @Test
    void aPhoneNumberIsFoundThatStandsNowhereInTheDatabase() throws SQLException {
        String phone = "+15550198444";
        String patient = clinic.signUp().name();
        clinic.as(patient, "correct horse battery")
                .post("/appointments", ClinicClient.BOOKING.replace("+15550100", phone))
                .expectStatus()
                .isCreated();
        clinic.as(clinic.signUp()).book();
        FrontDeskBrowser browser = browser();
        browser.givePassword("grace", PASSWORD);
        String token = askForALink(browser);
        browser.submit("/login/ott?token=" + token, "/login/ott", Map.of("token", token));

        String found = browser.submit("/admin", "/admin/search", Map.of("phone", phone))
                .body();

        assertThat(found).contains(patient, phone).doesNotContain("+15550100");
        assertThat(dump("appointment") + dump("readiness_audit"))
                .contains(patient, "appointments.search", "grace")
                .doesNotContain(phone, phone.substring(1));
    }

    private FrontDeskBrowser browser() {
        return new FrontDeskBrowser(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private String askForALink(FrontDeskBrowser browser) {
        assertThat(leadsTo(browser.submit("/login?factor.type=ott", "/ott/generate", Map.of("username", "grace"))))
                .isEqualTo("302 /login/ott");
        String last = sms().get(sms().size() - 1);
        assertThat(last).contains("+15550111", "https://clinic.test/login/ott?token=");
        return last.replaceAll(".*token=([0-9a-f-]+).*", "$1");
    }

    private List<String> sms() {
        return context.getBean(SmsProviderStandIn.class).messages();
    }

    /** Returns each row of a table as text, as a dump would hold it. */
    private String dump(String table) throws SQLException {
        StringBuilder rows = new StringBuilder();
        try (Connection connection =
                        postgres.getDatabase("clinic_owner", "clinic").getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT t::text FROM " + table + " t")) {
            while (result.next()) {
                rows.append(result.getString(1)).append('\n');
            }
        }
        return rows.toString();
    }

    private static List<String> of(Result result, Assessment assessment) {
        return assessment.findings().stream()
                .filter(finding -> finding.result() == result)
                .map(finding -> finding.ruleId() + " " + finding.where() + ": " + finding.problem())
                .toList();
    }

    /** Those of a developer's machine and four more, each in a file that nobody else may read. */
    private static Path secrets() throws IOException {
        Path secrets = Files.createDirectory(
                folder.resolve("secrets"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (Stream<Path> files = Files.list(Path.of("config/secrets-dev"))) {
            for (Path file : files.toList()) {
                write(secrets.resolve(file.getFileName()), Files.readString(file));
            }
        }
        write(secrets.resolve("clinic.database.password"), "test-clinic");
        write(secrets.resolve("clinic.database.owner-password"), "test-owner");
        write(secrets.resolve("clinic.scratch.password"), "test-restore");
        // "only-a-test-value-for-audit-0000" and "only-a-test-value-for-backup-000"
        write(secrets.resolve("clinic.audit.key"), "b25seS1hLXRlc3QtdmFsdWUtZm9yLWF1ZGl0LTAwMDA=");
        write(secrets.resolve("clinic.backup.key"), "b25seS1hLXRlc3QtdmFsdWUtZm9yLWJhY2t1cC0wMDA=");
        return secrets;
    }

    private static void write(Path file, String value) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, value);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void execute(DataSource dataSource, String... statements) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
