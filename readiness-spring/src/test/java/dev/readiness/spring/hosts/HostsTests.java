package dev.readiness.spring.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.readiness.assessment.Assessment;
import dev.readiness.spring.assessment.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.SpringServletContainerInitializer;
import org.springframework.web.context.WebApplicationContext;

/** Applications that are started otherwise than most: every safeguard works there, and the report can be asked. */
class HostsTests {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void beansAreMadeWhenTheyAreNeeded() throws Exception {
        String[] settings = {"--server.port=0", "--spring.main.lazy-initialization=true"};
        try (ConfigurableApplicationContext host = plain(HostApplication.class).run(settings)) {
            assertUnchanged(host);
        }
        try (ConfigurableApplicationContext host =
                application(HostApplication.class).run(settings)) {
            assertSafe(host, port(host), "");
        }
    }

    /** Threads are virtual where the running Java has them. */
    @Test
    void virtualThreadsAndNoActuatorEndpoints() throws Exception {
        String[] settings = {
            "--server.port=0",
            "--spring.threads.virtual.enabled=true",
            "--spring.main.allow-bean-definition-overriding=false",
            "--management.endpoints.access.default=none",
            "--spring.jmx.enabled=true"
        };
        try (ConfigurableApplicationContext host = plain(HostApplication.class).run(settings)) {
            assertUnchanged(host);
        }
        try (ConfigurableApplicationContext host =
                application(HostApplication.class).run(settings)) {
            assertSafe(host, port(host), "");
        }
    }

    @Test
    void severalDataSourcesOfWhichOneIsPrimary() throws Exception {
        try (ConfigurableApplicationContext host =
                application(HostApplication.class, OneIsPrimary.class).run("--server.port=0")) {
            assertSafe(host, port(host), "");
            assertThat(new JdbcTemplate(host.getBean("second", DataSource.class))
                            .queryForList(
                                    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'"))
                    .isEmpty();
        }
    }

    @Test
    void severalDataSourcesWithoutAPrimaryOneAreNoReasonNotToStart() {
        try (ConfigurableApplicationContext host =
                plain(HostApplication.class, NoneIsPrimary.class).run("--server.port=0")) {
            assertWithoutARemark(Readiness.assess(host));
        }
    }

    @Test
    void severalDataSourcesWithoutAPrimaryOneHaveNoPlaceForTheTrail() {
        SpringApplicationBuilder host = application(HostApplication.class, NoneIsPrimary.class);

        assertThatThrownBy(() -> host.run("--server.port=0"))
                .rootCause()
                .hasMessageContainingAll("readiness.audit.store", "DataSource");
    }

    @Test
    void withoutADataSource() {
        try (ConfigurableApplicationContext host = plain(HostApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                                + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")) {
            assertWithoutARemark(Readiness.assess(host));
        }
    }

    @Test
    void aWebContextBelowAParent() throws Exception {
        try (ConfigurableApplicationContext parent =
                        application(Parent.class).web(WebApplicationType.NONE).run();
                ConfigurableApplicationContext alone =
                        plain(HostApplication.class).parent(parent).run("--server.port=0");
                ConfigurableApplicationContext host =
                        application(HostApplication.class).parent(parent).run("--server.port=0")) {
            assertUnchanged(alone);
            assertSafe(host, port(host), "");
        }
    }

    @Test
    void aWarInAServletContainer(@TempDir Path directory) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        tomcat.getConnector();
        try {
            var web = tomcat.addContext("/clinic", directory.toString());
            web.addServletContainerInitializer(new SpringServletContainerInitializer(), Set.of(War.class));
            tomcat.start();

            assertSafe(War.STARTED.get(), tomcat.getConnector().getLocalPort(), "/clinic");
        } finally {
            stop(tomcat);
        }
    }

    @Test
    void severalAutoConfigurationsAreExcluded() throws Exception {
        String excluded = Stream.of(
                        "assessment.HardeningEndpointAutoConfiguration",
                        "assessment.OperationsRulesAutoConfiguration",
                        "security.AccessAutoConfiguration",
                        "injection.InjectionAutoConfiguration",
                        "scaling.ScalingAutoConfiguration",
                        "health.HealthAutoConfiguration",
                        "validation.ValidationReportAutoConfiguration",
                        "ratelimit.RateLimitsEndpointAutoConfiguration")
                .map("dev.readiness.spring."::concat)
                .reduce(JPA, (all, next) -> all + "," + next);
        try (ConfigurableApplicationContext host = application(HostApplication.class)
                .run("--server.port=0", "--spring.autoconfigure.exclude=" + excluded)) {
            assertSafe(host, port(host), "");
        }
    }

    private static final String JPA = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration";

    private static SpringApplicationBuilder plain(Class<?>... sources) {
        return new SpringApplicationBuilder(sources)
                .properties(
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "spring.flyway.enabled=false",
                        "spring.data.jpa.repositories.enabled=false",
                        "spring.datasource.generate-unique-name=true",
                        "spring.autoconfigure.exclude=" + JPA);
    }

    private static SpringApplicationBuilder application(Class<?>... sources) {
        return plain(sources).properties(HostApplication.SAFEGUARDS);
    }

    private static int port(ConfigurableApplicationContext host) {
        return host.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** With the dependency alone nothing is added, limited or stored. */
    private static void assertUnchanged(ConfigurableApplicationContext host) throws Exception {
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> booked = book(port(host), "", "checkup");
            assertThat(booked.statusCode()).as(booked.body()).isEqualTo(200);
            assertThat(booked.headers().map()).doesNotContainKeys("x-correlation-id", "ratelimit", "ratelimit-policy");
        }
        assertThat(book(port(host), "", "").body()).doesNotContain("readiness");
        assertThat(new JdbcTemplate(host.getBean(DataSource.class))
                        .queryForList(
                                "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'READINESS%'"))
                .isEmpty();
        assertWithoutARemark(Readiness.assess(host));
    }

    /** Books, books with a mistake, and once too often. */
    private static void assertSafe(ApplicationContext host, int port, String path) throws Exception {
        HttpResponse<String> booked = book(port, path, "checkup");
        HttpResponse<String> mistaken = book(port, path, "");
        HttpResponse<String> tooOften = book(port, path, "checkup");

        assertThat(booked.statusCode()).as(booked.body()).isEqualTo(200);
        assertThat(booked.headers().firstValue("X-Correlation-Id")).isPresent();
        assertThat(mistaken.statusCode()).isEqualTo(400);
        assertThat(mistaken.body()).contains("urn:problem-type:readiness:invalid-input", "/reason");
        assertThat(tooOften.statusCode()).isEqualTo(429);
        assertThat(new JdbcTemplate(host.getBean(DataSource.class))
                        .queryForObject(
                                "SELECT count(*) FROM readiness_audit WHERE action = 'visit.book'", Integer.class))
                .isPositive();
        assertWithoutARemark(Readiness.assess(host));
    }

    private static void assertWithoutARemark(Assessment assessment) {
        assertThat(assessment.notes()).isEmpty();
        assertThat(assessment.findings())
                .noneMatch(finding -> finding.problem().startsWith("The rule could not be asked"));
    }

    private static HttpResponse<String> book(int port, String path, String reason)
            throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString("ann:test-only".getBytes(StandardCharsets.UTF_8));
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path + "/visits"))
                        .header("Authorization", "Basic " + login)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"reason\": \"" + reason + "\"}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private static void stop(Tomcat tomcat) throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    @Configuration(proxyBeanMethods = false)
    static class Parent {}

    @Configuration(proxyBeanMethods = false)
    static class OneIsPrimary {

        @Bean
        @Primary
        HikariDataSource first() {
            return database("hosts-first");
        }

        @Bean
        HikariDataSource second() {
            return database("hosts-second");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class NoneIsPrimary {

        @Bean
        HikariDataSource first() {
            return database("hosts-third");
        }

        @Bean
        HikariDataSource second() {
            return database("hosts-fourth");
        }
    }

    private static HikariDataSource database(String name) {
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl("jdbc:h2:mem:" + name);
        return database;
    }

    /** What an application in a WAR has for a main class. */
    public static class War extends SpringBootServletInitializer {

        private static final AtomicReference<WebApplicationContext> STARTED = new AtomicReference<>();

        @Override
        protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
            return builder.sources(HostApplication.class)
                    .properties(HostApplication.SAFEGUARDS)
                    .properties(
                            "spring.flyway.enabled=false",
                            "spring.data.jpa.repositories.enabled=false",
                            "spring.autoconfigure.exclude=" + JPA);
        }

        @Override
        protected WebApplicationContext run(SpringApplication application) {
            WebApplicationContext context = super.run(application);
            STARTED.set(context);
            return context;
        }
    }
}
