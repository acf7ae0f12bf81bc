package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.logging.LoggingMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.asm.ClassReader;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.metrics.TomcatMetricsAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.http.ResponseEntity;
import org.springframework.orm.jpa.support.OpenEntityManagerInViewFilter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

class OperationsRulesTests {

    private static final String SHUTDOWN = "deployment.abrupt-shutdown";
    private static final String OPEN_IN_VIEW = "scaling.open-in-view";
    private static final String UNREAD = "observability.metrics-missing";
    private static final String BUILD = "deployment.build-unknown";
    private static final String METERS = "observability.meters-blind";
    private static final String COLLECTIONS = "scaling.collection-unbounded";

    private final ApplicationContextRunner withoutWeb = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(AssessmentAutoConfiguration.class, OperationsRulesAutoConfiguration.class));

    private final WebApplicationContextRunner withTomcat = new WebApplicationContextRunner(
                    AnnotationConfigServletWebServerApplicationContext::new)
            .withPropertyValues("server.port=0")
            .withConfiguration(AutoConfigurations.of(
                    AssessmentAutoConfiguration.class,
                    DispatcherServletAutoConfiguration.class,
                    MvcInventoryAutoConfiguration.class,
                    OperationsRulesAutoConfiguration.class,
                    TomcatServletWebServerAutoConfiguration.class,
                    WebMvcAutoConfiguration.class))
            .withUserConfiguration(Clinic.class);

    private final WebApplicationContextRunner withMeters = withTomcat.withConfiguration(AutoConfigurations.of(
            MetricsAutoConfiguration.class,
            SimpleMetricsExportAutoConfiguration.class,
            TomcatMetricsAutoConfiguration.class));

    private final WebApplicationContextRunner withJpa = withTomcat.withConfiguration(
            AutoConfigurations.of(DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class));

    @Test
    void shutdownPassesAsSpringBoot4Comes() {
        withTomcat.run(context -> assertThat(find(context, SHUTDOWN).result()).isEqualTo(Result.PASS));
    }

    @Test
    void shutdownFailsWhenItIsImmediate() {
        withTomcat.withPropertyValues("server.shutdown=immediate").run(context -> {
            Finding finding = find(context, SHUTDOWN);

            assertThat(finding.result()).isEqualTo(Result.FAIL);
            assertThat(finding.remedy()).isEqualTo("server.shutdown=graceful");
        });
    }

    @Test
    void shutdownIsUnknownWhereSomebodyElseRunsTheServer() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AssessmentAutoConfiguration.class,
                        DispatcherServletAutoConfiguration.class,
                        MvcInventoryAutoConfiguration.class,
                        OperationsRulesAutoConfiguration.class,
                        WebMvcAutoConfiguration.class))
                .withUserConfiguration(Clinic.class)
                .run(context -> assertThat(find(context, SHUTDOWN).result()).isEqualTo(Result.UNKNOWN));
    }

    @Test
    void shutdownIsNotApplicableWithoutAWebServer() {
        withoutWeb.run(context -> assertThat(find(context, SHUTDOWN).result()).isEqualTo(Result.NOT_APPLICABLE));
    }

    @Test
    void metersThatNobodyReadsFail() {
        withTomcat.run(context -> assertThat(find(context, UNREAD).result()).isEqualTo(Result.FAIL));
        withTomcat
                .withBean(SimpleMeterRegistry.class)
                .run(context -> assertThat(find(context, UNREAD).result()).isEqualTo(Result.FAIL));
    }

    @Test
    void metersThatLeaveTheApplicationPass() {
        withTomcat
                .withBean(LoggingMeterRegistry.class)
                .run(context -> assertThat(find(context, UNREAD).result()).isEqualTo(Result.PASS));
    }

    @Test
    void metersMatterOnlyWhereSomebodyCalls() {
        withoutWeb.run(context -> assertThat(find(context, UNREAD).result()).isEqualTo(Result.NOT_APPLICABLE));
    }

    @Test
    void findsClassesThatPrint() throws IOException {
        Map<String, Set<String>> places = new TreeMap<>();

        for (Class<?> type : List.of(Printer.class, Clinic.class)) {
            new ClassReader(type.getName()).accept(new PrintedOutput.PrintVisitor(places), ClassReader.SKIP_DEBUG);
        }

        assertThat(places)
                .containsExactly(Map.entry(
                        "OperationsRulesTests.Printer", Set.of("System.err", "System.out", "printStackTrace()")));
    }

    @Test
    void openInViewFailsAsSpringBootComes() {
        withJpa.run(context -> {
            Finding finding = find(context, OPEN_IN_VIEW);

            assertThat(finding.result()).isEqualTo(Result.FAIL);
            assertThat(finding.evidence()).extracting("source").contains("requestMappingHandlerMapping");
        });
    }

    @Test
    void openInViewPassesWhenItIsOff() {
        withJpa.withPropertyValues("spring.jpa.open-in-view=false")
                .run(context -> assertThat(find(context, OPEN_IN_VIEW).result()).isEqualTo(Result.PASS));
    }

    @Test
    void openInViewSeesAFilterToo() {
        withJpa.withPropertyValues("spring.jpa.open-in-view=false")
                .withBean("viewFilter", OpenEntityManagerInViewFilter.class)
                .run(context -> assertThat(find(context, OPEN_IN_VIEW).evidence())
                        .extracting("source")
                        .containsExactly("viewFilter"));
    }

    @Test
    void openInViewIsNotApplicableWithoutJpa() {
        withTomcat
                .withClassLoader(new FilteredClassLoader(EntityManagerFactory.class))
                .run(context -> assertThat(find(context, OPEN_IN_VIEW).result()).isEqualTo(Result.NOT_APPLICABLE));
    }

    @Test
    void collectionsFailWhereEverythingIsReturned() {
        withTomcat.run(context -> {
            Finding finding = find(context, COLLECTIONS, "GET /appointments");

            assertThat(finding.result()).isEqualTo(Result.FAIL);
            assertThat(finding.remedy()).contains("AppointmentController.list");
        });
    }

    @Test
    void collectionsPassWhereTheCallerAsksForAPage() {
        withTomcat.run(context -> assertThat(
                        find(context, COLLECTIONS, "GET /appointments/page").result())
                .isEqualTo(Result.PASS));
    }

    @Test
    void collectionsPassWhereAPageComesBackInAnEntity() {
        withTomcat.run(context -> assertThat(
                        find(context, COLLECTIONS, "GET /appointments/pages").evidence())
                .extracting("observation")
                .containsExactly("returns a Page"));
    }

    @Test
    void collectionsSpeakOnlyOfReadsThatReturnOne() {
        withTomcat.run(context -> assertThat(findings(context, COLLECTIONS))
                .extracting(Finding::where)
                .doesNotContain("GET /appointments/{id}", "POST /appointments"));
    }

    @Test
    void rulesAreOffWhenTheAssessmentIsOff() {
        withTomcat
                .withPropertyValues("readiness.assessment.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ReadinessRule.class));
    }

    @Test
    void buildFailsUntilTheApplicationKnowsIt() {
        withoutWeb.run(context -> assertThat(find(context, BUILD).result()).isEqualTo(Result.FAIL));
        withoutWeb
                .withBean(BuildProperties.class, () -> new BuildProperties(properties("version", "1.2.3")))
                .run(context -> assertThat(find(context, BUILD).evidence())
                        .extracting("observation")
                        .containsExactly("version 1.2.3"));
        withoutWeb
                .withBean(GitProperties.class, () -> new GitProperties(properties("commit.id.abbrev", "abc1234")))
                .run(context -> assertThat(find(context, BUILD).result()).isEqualTo(Result.PASS));
    }

    @Test
    void metersOfTomcatAreBlindAsSpringBootComes() {
        withTomcat.run(context -> assertThat(find(context, METERS).result()).isEqualTo(Result.NOT_APPLICABLE));
        withMeters.run(context -> {
            sayStarted(context);
            assertThat(find(context, METERS).remedy()).isEqualTo("server.tomcat.mbeanregistry.enabled=true");
        });
    }

    @Test
    void metersOfTomcatPassWhereTheyAreOn() {
        withBusyThreads(3)
                .run(context -> assertThat(find(context, METERS).result()).isEqualTo(Result.PASS));
    }

    @Test
    void metersOfTomcatAreUnknownWhereItCannotCount() {
        withBusyThreads(-1)
                .run(context -> assertThat(find(context, METERS).result()).isEqualTo(Result.UNKNOWN));
    }

    /** Tomcat's own meter cannot be used: the first application without its registry switches it off for the whole JVM. */
    private WebApplicationContextRunner withBusyThreads(int busy) {
        return withMeters.withBean(
                MeterBinder.class,
                () -> registry ->
                        Gauge.builder("tomcat.threads.busy", () -> busy).register(registry));
    }

    /** As a Spring application says it, and a runner of tests does not. */
    private static void sayStarted(AssertableWebApplicationContext context) {
        context.publishEvent(new ApplicationStartedEvent(
                new SpringApplication(),
                new String[0],
                (ConfigurableApplicationContext) context.getSourceApplicationContext(),
                Duration.ZERO));
    }

    private static Properties properties(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        return properties;
    }

    private static Finding find(ApplicationContext context, String rule) {
        List<Finding> findings = findings(context, rule);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static Finding find(ApplicationContext context, String rule, String where) {
        return findings(context, rule).stream()
                .filter(finding -> finding.where().equals(where))
                .findFirst()
                .orElseThrow();
    }

    private static List<Finding> findings(ApplicationContext context, String rule) {
        Inventory inventory = context.getBean(ApplicationInventory.class).inventory();
        return context.getBeansOfType(ReadinessRule.class).values().stream()
                .filter(bean -> bean.description().id().equals(rule))
                .flatMap(bean -> bean.assess(inventory).stream())
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage
    @Import(AppointmentController.class)
    static class Clinic {}

    @RestController
    static class AppointmentController {

        @GetMapping("/appointments")
        List<String> list() {
            return List.of();
        }

        @GetMapping("/appointments/page")
        List<String> page(Pageable page) {
            return List.of();
        }

        @GetMapping("/appointments/pages")
        ResponseEntity<Page<String>> pages(Pageable page) {
            return ResponseEntity.ok(Page.empty(page));
        }

        @GetMapping("/appointments/{id}")
        String show(@PathVariable String id) {
            return id;
        }

        @PostMapping("/appointments")
        List<String> book() {
            return List.of();
        }
    }

    static class Printer {

        public static void main(String[] arguments) {
            System.out.println("usage: none");
        }

        void print() {
            try {
                System.out.println("Working");
            } catch (RuntimeException e) {
                System.err.println("Failed");
                e.printStackTrace();
            }
        }
    }
}
