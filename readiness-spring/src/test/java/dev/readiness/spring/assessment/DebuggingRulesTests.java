package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.Result;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.devtools.restart.classloader.RestartClassLoader;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class DebuggingRulesTests {

    private static final String PROFILE = "configuration.development-profile";
    private static final String TOOLS = "debugging.devtools-active";
    private static final String SQL = "debugging.sql-logged";
    private static final String MODE = "debugging.debug-mode";
    private static final String DEAD = "configuration.dead-setting";

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DebuggingAutoConfiguration.class));

    private final ApplicationContextRunner withJpa = runner.withConfiguration(
            AutoConfigurations.of(DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class));

    @ParameterizedTest
    @ValueSource(strings = {"org.springframework.security", "org.springframework.web"})
    void aFrameworkThatLogsWhatIsInRequestsFails(String logger) {
        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        logging.setLogLevel(logger, LogLevel.DEBUG);
        try {
            runner.run(
                    context -> assertThat(find(context, MODE).remedy()).isEqualTo("logging.level." + logger + "=INFO"));
        } finally {
            logging.setLogLevel(logger, null);
        }
    }

    @Test
    void packagesOfTheApplicationThatLogForItsDevelopersFail() {
        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        logging.setLogLevel("com.example.clinic", LogLevel.DEBUG);
        try {
            runner.withInitializer(context -> AutoConfigurationPackages.register(
                            (BeanDefinitionRegistry) context.getBeanFactory(), "com.example.clinic"))
                    .run(context -> assertThat(find(context, MODE).remedy())
                            .isEqualTo("logging.level.com.example.clinic=INFO"));
        } finally {
            logging.setLogLevel("com.example.clinic", null);
        }
    }

    @Test
    void developerToolsFailWhereTheirClassLoaderRuns() {
        runner.withClassLoader(new RestartClassLoader(getClass().getClassLoader()))
                .run(context -> assertThat(find(context, TOOLS).result()).isEqualTo(Result.FAIL));
    }

    @Test
    void developerToolsPassWhereOnlyTheirClassesAreThere() {
        runner.run(context -> {
            Finding finding = find(context, TOOLS);

            assertThat(finding.result()).isEqualTo(Result.PASS);
            assertThat(finding.evidence())
                    .extracting("observation")
                    .containsExactly("the developer tools are there and do nothing");
        });
    }

    @Test
    void remoteDeveloperToolsFail() {
        runner.withBean("remoteDevToolsDispatcherFilter", Object.class, Object::new)
                .run(context -> assertThat(find(context, TOOLS).result()).isEqualTo(Result.FAIL));
    }

    @Test
    void sqlOnTheConsoleFails() {
        withJpa.withPropertyValues("spring.jpa.show-sql=true").run(context -> {
            Finding finding = find(context, SQL);

            assertThat(finding.result()).isEqualTo(Result.FAIL);
            assertThat(finding.remedy()).isEqualTo("spring.jpa.show-sql=false");
        });
    }

    @Test
    void sqlPassesAsSpringBootComes() {
        withJpa.run(context -> assertThat(find(context, SQL).result()).isEqualTo(Result.PASS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.hibernate.SQL", "org.hibernate.orm.jdbc.bind", "org.springframework.jdbc.core"})
    void aLoggerThatWritesSqlFails(String logger) {
        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        logging.setLogLevel(logger, LogLevel.TRACE);
        try {
            runner.run(context -> assertThat(find(context, SQL).result()).isEqualTo(Result.FAIL));
        } finally {
            logging.setLogLevel(logger, null);
        }
    }

    @Test
    void sqlIsNoMatterWithoutADatabase() {
        runner.withClassLoader(new FilteredClassLoader("org.hibernate", "org.springframework.jdbc"))
                .run(context -> assertThat(findings(context, SQL)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"debug=true", "trace=true", "debug="})
    void aDebugModeFails(String setting) {
        runner.withPropertyValues(setting)
                .run(context -> assertThat(find(context, MODE).result()).isEqualTo(Result.FAIL));
    }

    @Test
    void debugSwitchedOffPasses() {
        runner.withPropertyValues("debug=false")
                .run(context -> assertThat(find(context, MODE).result()).isEqualTo(Result.PASS));
    }

    @Test
    void aSettingThatNothingReadsIsNamedWithFileAndSuccessor() {
        inFile("dead").run(context -> {
            List<Finding> findings = findings(context, DEAD);

            assertThat(findings)
                    .extracting(Finding::where)
                    .containsExactlyInAnyOrder("server.servlet.encoding.charset", "server.error.include-message");
            assertThat(findings.get(0).problem()).contains("dead-settings/dead.properties", "2:");
            assertThat(findings.get(0).remedy()).contains("spring.servlet.encoding.charset");
        });
    }

    @Test
    void aSettingThatNoLibraryKnowsIsNamed() {
        inFile("nobodys").withUserConfiguration(PrimaryDatabase.class).run(context -> {
            List<Finding> findings = findings(context, DEAD);

            assertThat(findings)
                    .extracting(Finding::where)
                    .containsExactlyInAnyOrder(
                            "spring.h2.console.enabled", "spring.jpa.hibernate.ddl-autos", "spring.clinic.name");
            assertThat(findings)
                    .extracting(Finding::remedy)
                    .anySatisfy(remedy -> assertThat(remedy).startsWith("Did you mean spring.jpa.hibernate.ddl-auto?"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "webHandler, spring.servlet.multipart.max-file-size",
        "dispatcherServlet, spring.webflux.multipart.max-parts"
    })
    void aSettingOfTheOtherKindOfWebApplicationIsNamed(String bean, String setting) {
        inFile("other-web")
                .withBean(bean, Object.class)
                .run(context -> assertThat(findings(context, DEAD))
                        .singleElement()
                        .satisfies(finding -> assertThat(finding.where()).isEqualTo(setting)));
    }

    @Test
    void settingsThatAreReadPass() {
        inFile("alive")
                .run(context -> assertThat(findings(context, DEAD))
                        .singleElement()
                        .satisfies(finding -> assertThat(finding.result()).isEqualTo(Result.PASS)));
    }

    @Test
    void aSettingThatComesFromElsewhereIsNotAFiles() {
        runner.withPropertyValues("server.servlet.encoding.charset=UTF-8")
                .run(context -> assertThat(findings(context, DEAD)).isEmpty());
    }

    @Test
    void aJarThatStartsForDevelopmentFails() {
        inFile("developer").run(context -> {
            Finding finding = find(context, PROFILE);

            assertThat(finding.result()).isEqualTo(Result.FAIL);
            assertThat(finding.problem()).contains("dead-settings/developer.properties", "the profile local");
        });
    }

    @Test
    void aProfileThatIsSaidOutsidePasses() {
        inFile("alive")
                .withInitializer(context -> context.getEnvironment().setActiveProfiles("dev"))
                .run(context -> assertThat(find(context, PROFILE).result()).isEqualTo(Result.PASS));
    }

    @Test
    void aDevelopmentProfileThatIsTheDefaultFails() {
        inFile("alive")
                .withInitializer(context -> context.getEnvironment().setDefaultProfiles("dev"))
                .run(context -> {
                    assertThat(find(context, PROFILE).result()).isEqualTo(Result.FAIL);
                    assertThat(find(context, PROFILE).remedy()).contains("spring.profiles.default");
                });
    }

    private ApplicationContextRunner inFile(String name) {
        return runner.withInitializer(new ConfigDataApplicationContextInitializer())
                .withSystemProperties("spring.config.location=classpath:dead-settings/", "spring.config.name=" + name);
    }

    private static Finding find(ApplicationContext context, String rule) {
        List<Finding> findings = findings(context, rule);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static List<Finding> findings(ApplicationContext context, String rule) {
        return context.getBeansOfType(ReadinessRule.class).values().stream()
                .filter(bean -> bean.description().id().equals(rule))
                .flatMap(bean -> bean.assess(new Inventory("clinic", List.of())).stream())
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    static class PrimaryDatabase {

        @Bean
        @ConfigurationProperties("spring.datasource.primary")
        Properties primaryDatabase() {
            return new Properties();
        }

        @Bean
        @ConfigurationProperties("spring.datasource.second")
        OfFirstDatabase secondDatabase() {
            return new OfFirstDatabase();
        }
    }

    /** Bound to the group of its class, unless a method that makes a bean of it says another one; without properties of its own, which
     * would get into the metadata of these tests. */
    @ConfigurationProperties("spring.datasource")
    static class OfFirstDatabase {}
}
