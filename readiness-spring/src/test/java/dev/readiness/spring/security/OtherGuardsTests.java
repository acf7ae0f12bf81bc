package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Result;
import dev.readiness.spring.assessment.AssessmentAutoConfiguration;
import dev.readiness.spring.assessment.HardeningReport;
import dev.readiness.spring.assessment.MvcInventoryAutoConfiguration;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.CharacterEncodingFilter;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

class OtherGuardsTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner(
                    AnnotationConfigServletWebServerApplicationContext::new)
            .withPropertyValues("server.port=0")
            .withConfiguration(AutoConfigurations.of(
                    TomcatServletWebServerAutoConfiguration.class,
                    DispatcherServletAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    MvcInventoryAutoConfiguration.class,
                    AssessmentAutoConfiguration.class,
                    AccessAutoConfiguration.class))
            .withUserConfiguration(Application.class);

    @Test
    void everyEndpointIsOpenWithoutASecurityFilterChain() {
        runner.run(context -> {
            assertThat(findingAt("GET /inside", context).result()).isEqualTo(Result.FAIL);
            assertThat(findingAt("GET /outside", context).result()).isEqualTo(Result.FAIL);
        });
    }

    @Test
    void everyEndpointIsOpenWithoutSpringSecurity() {
        runner.withClassLoader(new FilteredClassLoader(FilterChainProxy.class, PreAuthorize.class))
                .run(context -> assertThat(findingAt("GET /inside", context))
                        .satisfies(finding -> assertThat(finding.result()).isEqualTo(Result.FAIL))
                        .satisfies(finding -> assertThat(finding.problem())
                                .contains("Spring Security is not part of this application"))
                        .satisfies(finding ->
                                assertThat(finding.remedy()).startsWith("Add spring-boot-starter-security")));
    }

    @Test
    void doesNotCallAnEndpointOpenBehindAFilterOfTheApplication() {
        runner.withUserConfiguration(OwnFilter.class).run(context -> {
            assertThat(findingAt("GET /inside", context).result()).isEqualTo(Result.UNKNOWN);
            assertThat(findingAt("GET /inside", context).problem()).contains("the filter OtherGuardsTests.OwnFilter");
            assertThat(findingAt("GET /outside", context).result()).isEqualTo(Result.FAIL);
        });
    }

    @Test
    void doesNotMindAFilterThatOnlyLogs() {
        runner.withBean(PassThroughTests.LoggingFilter.class, PassThroughTests.LoggingFilter::new)
                .run(context ->
                        assertThat(findingAt("GET /inside", context).result()).isEqualTo(Result.FAIL));
    }

    @Test
    void doesNotMindAFilterOfTheFramework() {
        runner.withBean(CharacterEncodingFilter.class, CharacterEncodingFilter::new)
                .run(context ->
                        assertThat(findingAt("GET /inside", context).result()).isEqualTo(Result.FAIL));
    }

    @Test
    void doesNotCallAnEndpointOpenBehindAnInterceptorOfTheApplication() {
        runner.withUserConfiguration(Intercepted.class).run(context -> {
            assertThat(findingAt("GET /inside", context).result()).isEqualTo(Result.UNKNOWN);
            assertThat(findingAt("GET /inside", context).problem()).contains("the interceptor LoginInterceptor");
        });
    }

    @Test
    void doesNotMindAnInterceptorThatOnlyActsAfterTheHandler() {
        runner.withUserConfiguration(Intercepted.class)
                .run(context ->
                        assertThat(findingAt("GET /outside", context).result()).isEqualTo(Result.FAIL));
    }

    @Test
    void backsOffWhenItIsSwitchedOff() {
        runner.withPropertyValues("readiness.access.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(AccessInspector.class)
                        .doesNotHaveBean(OpenEndpointRule.class)
                        .doesNotHaveBean(GuessablePasswordRule.class));
    }

    @Test
    void stopsTheStartOnAPublicEndpointWithoutAReason() {
        runner.withPropertyValues("readiness.access.public[0].where=GET /inside", "readiness.access.public[1].reason=x")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining(
                                "'readiness.access.public[0].reason' must say why the endpoint is public but is missing")
                        .hasMessageContaining("'readiness.access.public[1].where' must name an endpoint"));
    }

    private static Finding findingAt(String id, ApplicationContext context) {
        return context.getBean(HardeningReport.class).assessment().findings().stream()
                .filter(finding -> finding.ruleId().equals("access.endpoint-open"))
                .filter(finding -> finding.where().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage
    @Import(DoorController.class)
    static class Application {}

    @RestController
    static class DoorController {

        @GetMapping({"/inside", "/outside"})
        String enter() {
            return "entered";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnFilter {

        @Bean
        FilterRegistrationBean<Filter> ownFilter() {
            FilterRegistrationBean<Filter> registration =
                    new FilterRegistrationBean<>((request, response, chain) -> chain.doFilter(request, response));
            registration.addUrlPatterns("/inside/*");
            return registration;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Intercepted implements WebMvcConfigurer {

        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(new LoginInterceptor()).addPathPatterns("/inside");
            registry.addInterceptor(new TimingInterceptor());
        }
    }

    static class LoginInterceptor implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            return request.getHeader("Authorization") != null;
        }
    }

    static class TimingInterceptor implements HandlerInterceptor {

        @Override
        public void afterCompletion(
                HttpServletRequest request,
                HttpServletResponse response,
                Object handler,
                @Nullable Exception failure) {}
    }
}
