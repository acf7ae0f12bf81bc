package dev.readiness.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Assessment;
import dev.readiness.spring.assessment.HardeningReport;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** The dependency alone breaks no application, whatever that application lacks. */
class MinimalHostTests {

    private static final String[] WEB = {
        "spring-boot-webmvc", "spring-webmvc", "spring-boot-tomcat", "tomcat-embed-core"
    };
    private static final String[] SERVLET_API = {"jakarta.servlet", "spring-boot-servlet", "spring-boot-web-server"};
    private static final String[] SECURITY = {"spring-security", "spring-boot-security"};
    private static final String[] FLYWAY = {"flyway", "spring-boot-flyway"};
    private static final String[] ACTUATOR = {
        "spring-boot-actuator",
        "spring-boot-health",
        "spring-boot-micrometer",
        "micrometer-core",
        "spring-boot-starter-act"
    };
    private static final String[] JPA = {
        "hibernate-core",
        "spring-boot-hibernate",
        "spring-boot-jpa",
        "spring-orm",
        "jakarta.persistence",
        "spring-boot-data-jpa",
        "spring-data"
    };
    private static final String[] TINK = {"tink", "protobuf", "gson"};
    private static final String[] JDBC = {
        "spring-boot-jdbc", "spring-jdbc", "HikariCP", "h2-", "spring-tx", "spring-boot-transaction"
    };
    private static final String[] VALIDATION = {"hibernate-validator", "jakarta.validation", "spring-boot-validation"};
    private static final String[] TEST_LIBRARIES = {"junit-", "archunit", "selenium", "json-schema", "assertj"};

    private static final ExecutorService STARTS = Executors.newFixedThreadPool(2);

    private static final Map<String, Future<String>> OUTPUTS = new HashMap<>();

    static Stream<Named<String[]>> hosts() {
        return Stream.of(
                host("everything but Flyway", FLYWAY),
                host("everything but security", SECURITY),
                host("everything but actuator", ACTUATOR),
                host("everything but validation", VALIDATION),
                host("everything but JPA", JPA),
                host("everything but Tink", TINK),
                host("a web application alone", FLYWAY, SECURITY, ACTUATOR, JPA, JDBC, VALIDATION),
                host("everything but web", WEB, SERVLET_API, SECURITY),
                host("nothing at all", WEB, SERVLET_API, SECURITY, FLYWAY, ACTUATOR, JPA, JDBC, VALIDATION));
    }

    /** Two processes at a time: each of them takes seconds to start, and waits for a part of them. */
    @BeforeAll
    static void start() {
        hosts().forEach(host -> OUTPUTS.put(
                host.getName(),
                STARTS.submit(() -> MinimalHost.without(host.getPayload()).run(Application.class, "--server.port=0"))));
    }

    @AfterAll
    static void end() {
        STARTS.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource("names")
    void startsAndIsAssessed(String host) throws ExecutionException, InterruptedException {
        String output = OUTPUTS.get(host).get();

        assertThat(output).contains("assessed without a remark").endsWith("exit code 0");
    }

    static Stream<String> names() {
        return hosts().map(Named::getName);
    }

    private static Named<String[]> host(String name, String[]... missing) {
        return Named.of(
                name,
                Stream.concat(Stream.of(TEST_LIBRARIES), Stream.of(missing).flatMap(Stream::of))
                        .toArray(String[]::new));
    }

    /** Starts, is assessed, says whether anything could not be asked, and ends. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        public static void main(String[] arguments) {
            try (ConfigurableApplicationContext context = SpringApplication.run(Application.class, arguments)) {
                Assessment assessment = context.getBean(HardeningReport.class).assessment();
                boolean broken = assessment.findings().stream()
                        .anyMatch(finding -> finding.problem().startsWith("The rule could not be asked"));
                System.out.println(
                        assessment.notes().isEmpty() && !broken
                                ? "assessed without a remark"
                                : "assessed, but: " + assessment.notes() + assessment.findings());
            }
        }
    }
}
