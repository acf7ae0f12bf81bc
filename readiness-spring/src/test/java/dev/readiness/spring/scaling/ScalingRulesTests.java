package dev.readiness.spring.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.asm.ClassReader;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

class ScalingRulesTests {

    private static final String SCHEDULER = "scaling.scheduler-single-thread";
    private static final String EXECUTOR = "scaling.executor-unbounded";
    private static final String POOL = "scaling.pool-mismatch";
    private static final String CALLS = "scaling.call-without-timeout";

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(ScalingAutoConfiguration.class, TaskSchedulingAutoConfiguration.class))
            .withUserConfiguration(Clinic.class);

    private final ApplicationContextRunner asynchronous = application
            .withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
            .withUserConfiguration(Asynchronous.class);

    @Test
    void twoJobsShareOneThreadAsSpringBootComes() {
        application.withBean(Reminders.class).withBean(Reports.class).run(context -> {
            Finding finding = find(context, SCHEDULER).get(0);

            assertThat(finding.result()).isEqualTo(Result.FAIL);
            assertThat(finding.remedy()).isEqualTo("spring.task.scheduling.pool.size=2");
            assertThat(finding.evidence().get(0).observation())
                    .contains("Reminders.send")
                    .contains("Reports.write");
        });
    }

    @Test
    void aPoolOfThreadsIsEnough() {
        application
                .withBean(Reminders.class)
                .withBean(Reports.class)
                .withPropertyValues("spring.task.scheduling.pool.size=2")
                .run(context ->
                        assertThat(find(context, SCHEDULER).get(0).result()).isEqualTo(Result.PASS));
    }

    @Test
    void oneJobWaitsForNobody() {
        application
                .withBean(Reminders.class)
                .run(context ->
                        assertThat(find(context, SCHEDULER).get(0).result()).isEqualTo(Result.NOT_APPLICABLE));
    }

    @Test
    void asynchronousMethodsThatWaitWithoutEndFail() {
        asynchronous.withBean(Mails.class).run(context -> {
            Finding finding = find(context, EXECUTOR).get(0);

            assertThat(finding.result()).isEqualTo(Result.FAIL);
            assertThat(finding.where()).isEqualTo("default executor");
            assertThat(finding.remedy()).isEqualTo("spring.task.execution.pool.queue-capacity=100");
            assertThat(finding.evidence())
                    .extracting(Evidence::observation)
                    .containsExactly("Mails.send", "8 threads, a queue without end");
        });
    }

    @Test
    void aQueueWithAnEndIsEnough() {
        asynchronous
                .withBean(Mails.class)
                .withPropertyValues("spring.task.execution.pool.queue-capacity=100")
                .run(context ->
                        assertThat(find(context, EXECUTOR).get(0).result()).isEqualTo(Result.PASS));
    }

    @Test
    void virtualThreadsAreNotKnown() {
        asynchronous
                .withBean(Mails.class)
                .withBean("taskExecutor", TaskExecutor.class, SimpleAsyncTaskExecutor::new)
                .run(context ->
                        assertThat(find(context, EXECUTOR).get(0).result()).isEqualTo(Result.UNKNOWN));
    }

    @Test
    void anExecutorThatNobodyUsesIsLeftAlone() {
        asynchronous.run(
                context -> assertThat(find(context, EXECUTOR).get(0).result()).isEqualTo(Result.NOT_APPLICABLE));
        application
                .withBean(Mails.class)
                .run(context ->
                        assertThat(find(context, EXECUTOR).get(0).result()).isEqualTo(Result.NOT_APPLICABLE));
    }

    @Test
    void aPoolThatTheDatabaseRefusesFails() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "20")
                .start()) {
            application
                    .withBean(HikariDataSource.class, () -> pool(postgres.getJdbcUrl("postgres", "postgres"), 21))
                    .run(context -> {
                        Finding finding = find(context, POOL).get(0);

                        assertThat(finding.result()).isEqualTo(Result.FAIL);
                        assertThat(finding.problem()).contains("21 connections").contains("accepts 20");
                    });
            application
                    .withBean(HikariDataSource.class, () -> pool(postgres.getJdbcUrl("postgres", "postgres"), 10))
                    .run(context ->
                            assertThat(find(context, POOL).get(0).result()).isEqualTo(Result.PASS));
        }
    }

    @Test
    void aPoolThatIsLargerThanItsUsersFails() {
        application
                .withBean(HikariDataSource.class, () -> pool("jdbc:h2:mem:pool", 50))
                .withPropertyValues("server.tomcat.threads.max=20")
                .run(context -> assertThat(find(context, POOL).get(0).problem())
                        .contains("50 connections")
                        .contains("20 threads"));
        application
                .withBean(HikariDataSource.class, () -> pool("jdbc:h2:mem:pool", 50))
                .withPropertyValues("server.tomcat.threads.max=20", "spring.threads.virtual.enabled=true")
                .run(context -> assertThat(find(context, POOL).get(0).result()).isEqualTo(Result.PASS));
    }

    @Test
    void aClientWithoutATimeoutFails() {
        application
                .withBean(RestTemplate.class)
                .withBean(
                        Sms.class,
                        () -> new Sms(RestClient.create(new RestTemplate(new JdkClientHttpRequestFactory()))))
                .run(context -> assertThat(find(context, CALLS))
                        .extracting(finding -> finding.where() + " " + finding.result())
                        .containsExactly("Sms.client FAIL", "bean restTemplate FAIL"));
    }

    @Test
    void aClientWithATimeoutPasses() {
        JdkClientHttpRequestFactory patient = new JdkClientHttpRequestFactory();
        patient.setReadTimeout(Duration.ofSeconds(5));

        application
                .withBean(RestTemplate.class, () -> new RestTemplate(patient))
                .withBean(Sms.class, () -> new Sms(RestClient.create(new RestTemplate(patient))))
                .run(context -> assertThat(find(context, CALLS))
                        .extracting(Finding::result)
                        .containsExactly(Result.PASS, Result.PASS));
    }

    @Test
    void oneClientIsSaidOnce() {
        application
                .withBean(RestTemplate.class)
                .withBean(Payments.class)
                .run(context -> assertThat(find(context, CALLS))
                        .extracting(Finding::where)
                        .containsExactly("bean restTemplate"));
    }

    @Test
    void withoutAClientThereIsNothingToWaitFor() {
        application.run(context ->
                assertThat(find(context, CALLS)).extracting(Finding::result).containsExactly(Result.NOT_APPLICABLE));
    }

    @Test
    void aClientThatAMethodMakesForItselfIsFound() throws IOException {
        TreeSet<String> places = new TreeSet<>();

        new ClassReader(Makers.class.getName()).accept(new MadeClients(places), ClassReader.SKIP_DEBUG);

        assertThat(places).containsExactly("ScalingRulesTests.Makers.call");
    }

    private static List<Finding> find(ApplicationContext context, String rule) {
        return context.getBeansOfType(ReadinessRule.class).values().stream()
                .filter(candidate -> candidate.description().id().equals(rule))
                .flatMap(candidate -> candidate.assess(new Inventory("clinic", List.of())).stream())
                .toList();
    }

    private static HikariDataSource pool(String url, int size) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(0);
        return pool;
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage
    @EnableScheduling
    static class Clinic {}

    static class Reminders {
        @Scheduled(fixedDelay = 3_600_000, initialDelay = 3_600_000)
        void send() {}
    }

    static class Reports {
        @Scheduled(fixedDelay = 3_600_000, initialDelay = 3_600_000)
        void write() {}
    }

    record Sms(RestClient client) {}

    static class Payments {
        private final RestTemplate rest;

        Payments(RestTemplate rest) {
            this.rest = rest;
        }

        String read() {
            return rest.toString();
        }
    }

    static class Makers {
        private final RestTemplate kept = new RestTemplate();

        RestTemplate returned() {
            return kept == null ? new RestTemplate() : kept;
        }

        String call(String url) {
            return new RestTemplate().getForObject(url, String.class);
        }

        String bounded(String url) {
            RestTemplate client = new RestTemplate();
            client.setRequestFactory(new JdkClientHttpRequestFactory());
            return client.getForObject(url, String.class);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class Asynchronous {}

    static class Mails {

        @Async
        public void send() {}
    }
}
