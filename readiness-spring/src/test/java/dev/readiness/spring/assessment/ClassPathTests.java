package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Starts applications whose class path really lacks what others have. */
class ClassPathTests {

    private static final List<String> SERVLETS =
            List.of("servlet-api", "tomcat", "webmvc", "data-rest", "resttestclient");

    private static final List<String> REACTIVE = List.of("webflux", "reactor-netty", "netty-");

    private static final List<String> SECURITY = List.of("spring-security", "spring-boot-security");

    private static final List<String> WEB = List.of("spring-web-", "spring-boot-web", "websocket", "messaging");

    private static final List<String> DATABASES = List.of("jpa", "jdbc", "hibernate-core", "flyway", "h2-", "orm");

    private static final List<String> REST_OF_THE_TESTS =
            Stream.concat(DATABASES.stream(), Stream.of("actuator")).toList();

    @Test
    void aReactiveApplicationWithTheActuatorAndWithoutTheServletApi() throws Exception {
        Map<String, List<String>> report = start(WebApplication.class, SERVLETS, DATABASES);

        assertThat(report.get("endpoints"))
                .contains("GET /hello access=any user", "GET /actuator/health access=anyone");
        assertThat(report.get("notes")).isEmpty();
    }

    @Test
    void anApplicationOnTheServletApiWithoutReactiveLibraries() throws Exception {
        Map<String, List<String>> report = start(
                WebApplication.class, REACTIVE, List.of("reactor", "reactive-streams", "data-rest"), REST_OF_THE_TESTS);

        assertThat(report.get("endpoints")).contains("GET /hello access=any user");
        assertThat(report.get("notes")).isEmpty();
    }

    @Test
    void anApplicationWithoutWeb() throws Exception {
        Map<String, List<String>> report = start(
                PlainApplication.class,
                SERVLETS,
                REACTIVE,
                SECURITY,
                WEB,
                List.of("reactor", "hateoas", "spring-data"),
                REST_OF_THE_TESTS);

        assertThat(report.get("endpoints")).isEmpty();
        assertThat(report.get("notes")).isEmpty();
        assertThat(report.get("findings")).isNotEmpty();
    }

    @SafeVarargs
    @SuppressWarnings({"unchecked", "varargs"})
    private static Map<String, List<String>> start(Class<?> application, List<String>... missing) throws Exception {
        List<String> names = Stream.of(missing).flatMap(List::stream).toList();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader classes =
                new URLClassLoader(classPathWithout(names), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(classes);
            Object report = classes.loadClass(Starter.class.getName())
                    .getMethod("reportOf", String.class)
                    .invoke(null, application.getName());
            return (Map<String, List<String>>) report;
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URL[] classPathWithout(List<String> names) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(File::new)
                .filter(file -> file.isDirectory() || names.stream().noneMatch(file.getName()::contains))
                .map(ClassPathTests::urlOf)
                .toArray(URL[]::new);
    }

    private static URL urlOf(File file) {
        try {
            return file.toURI().toURL();
        } catch (java.net.MalformedURLException ex) {
            throw new IllegalArgumentException(ex);
        }
    }

    /** Runs inside of the class path that lacks something, and tells in words that every class loader knows. */
    public static final class Starter {

        private static final String HANDLERS = "org.apache.catalina.webresources.TomcatURLStreamHandlerFactory";

        private Starter() {}

        public static Map<String, List<String>> reportOf(String application) throws Exception {
            leaveTheHandlersOfUrlsAlone();
            SpringApplication spring =
                    new SpringApplication(ClassUtils.resolveClassName(application, Starter.class.getClassLoader()));
            try (ConfigurableApplicationContext context =
                    spring.run("--server.port=0", "--spring.main.banner-mode=off", "--logging.level.root=warn")) {
                dev.readiness.assessment.Assessment assessment =
                        context.getBean(HardeningReport.class).assessment();
                return Map.of(
                        "endpoints",
                        assessment.endpoints().stream()
                                .map(assessed -> assessed.endpoint().id() + " access="
                                        + (assessed.facts().containsKey("access")
                                                ? assessed.facts().get("access").value()
                                                : ""))
                                .toList(),
                        "findings",
                        assessment.findings().stream()
                                .map(finding -> finding.ruleId() + " " + finding.result())
                                .toList(),
                        "notes",
                        assessment.notes());
            }
        }

        /** They are one for the whole virtual machine, in which other tests start a Tomcat too. */
        private static void leaveTheHandlersOfUrlsAlone() throws Exception {
            ClassLoader classes = Starter.class.getClassLoader();
            if (ClassUtils.isPresent(HANDLERS, classes)) {
                classes.loadClass(HANDLERS).getMethod("disable").invoke(null);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class PlainApplication {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class WebApplication {

        @GetMapping("/hello")
        String hello() {
            return "hello";
        }
    }
}
