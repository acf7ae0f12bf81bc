package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.servlet.function.RequestPredicates.path;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Inventory;
import jakarta.servlet.http.HttpServlet;
import jakarta.validation.constraints.Max;
import java.io.Serial;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

class InventoryTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner(
                    AnnotationConfigServletWebServerApplicationContext::new)
            .withPropertyValues("server.port=0", "spring.application.name=clinic")
            .withConfiguration(AutoConfigurations.of(
                    TomcatServletWebServerAutoConfiguration.class,
                    DispatcherServletAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    ErrorMvcAutoConfiguration.class,
                    MvcInventoryAutoConfiguration.class,
                    AssessmentAutoConfiguration.class))
            .withUserConfiguration(Clinic.class);

    @Test
    void listsEachMethodOfEachPatternOnce() {
        inspect(inventory -> assertThat(inventory.applicationEndpoints())
                .extracting(Endpoint::id)
                .containsOnlyOnce(
                        "GET /visits",
                        "GET /visits/page",
                        "POST /visits",
                        "DELETE /visits/{id}",
                        "GET /both",
                        "PUT /both",
                        "GET /second",
                        "PUT /second",
                        "* /anything"));
    }

    @Test
    void isSortedByPathAndMethod() {
        inspect(inventory -> assertThat(inventory.endpoints())
                .extracting(endpoint -> endpoint.path() + " " + endpoint.method())
                .isSorted());
    }

    @Test
    void namesTheApplicationAndTheHandler() {
        inspect(inventory -> {
            assertThat(inventory.application()).isEqualTo("clinic");
            assertThat(endpoint(inventory, "POST /visits").handler()).isEqualTo("VisitController.book");
        });
    }

    @Test
    void setsTheErrorPageAndStaticResourcesApartAsFrameworkEndpoints() {
        inspect(inventory -> {
            assertThat(endpoint(inventory, "* /error").isApplication()).isFalse();
            assertThat(endpoint(inventory, "GET /webjars/**").isApplication()).isFalse();
            assertThat(endpoint(inventory, "GET /visits").isApplication()).isTrue();
        });
    }

    @Test
    void knowsWhichEndpointsWrite() {
        inspect(inventory -> assertThat(
                        inventory.applicationEndpoints().stream().filter(Endpoint::writes))
                .extracting(Endpoint::id)
                .contains("POST /visits", "DELETE /visits/{id}", "PUT /both", "* /anything", "POST /routes/{id}")
                .doesNotContain("GET /visits", "GET /both", "GET /about"));
    }

    @Test
    void knowsWhichEndpointsReadWhatTheCallerChooses() {
        inspect(inventory -> {
            assertThat(endpoint(inventory, "POST /visits").consumesInput()).isTrue();
            assertThat(endpoint(inventory, "DELETE /visits/{id}").consumesInput())
                    .isTrue();
            assertThat(endpoint(inventory, "GET /visits/page").consumesInput()).isTrue();
            assertThat(endpoint(inventory, "GET /visits").consumesInput()).isFalse();
            assertThat(endpoint(inventory, "GET /both").consumesInput()).isFalse();
        });
    }

    @Test
    void knowsWhichCollectionsHaveNoBound() {
        inspect(inventory -> assertThat(inventory.endpoints().stream().filter(Endpoint::unboundedCollection))
                .extracting(Endpoint::id)
                .containsExactlyInAnyOrder(
                        "GET /visits",
                        "GET /visits/wrapped",
                        "GET /visits/streamed",
                        "GET /visits/inside",
                        "GET /visits/named"));
    }

    @Test
    void tellsWhetherTheNumberOfRowsHasABound() {
        runner.run(context -> {
            List<String> findings = new UnboundedCollections(
                            context.getBeanProvider(EndpointHandlers.class), ReachedCalls.of(context, context))
                    .rule().assess(context.getBean(ApplicationInventory.class).inventory()).stream()
                            .map(finding -> finding.where() + " " + finding.result())
                            .toList();

            assertThat(findings)
                    .contains(
                            "GET /visits FAIL",
                            "GET /visits/inside FAIL",
                            "GET /visits/named FAIL",
                            "GET /visits/page PASS",
                            "GET /visits/limited UNKNOWN",
                            "GET /visits/capped PASS",
                            "GET /visits/sized UNKNOWN",
                            "GET /visits/of/{owner} UNKNOWN")
                    .noneMatch(finding -> finding.startsWith("GET /visits/report "));
        });
    }

    @Test
    void listsFunctionalRoutesWithTheRoutesTheyAreNestedIn() {
        inspect(inventory -> assertThat(inventory.applicationEndpoints())
                .extracting(Endpoint::id)
                .contains("GET /routes/all", "POST /routes/{id}"));
    }

    @Test
    void listsViewControllersAsPartOfTheApplication() {
        inspect(inventory -> {
            assertThat(endpoint(inventory, "GET /about").isApplication()).isTrue();
            assertThat(endpoint(inventory, "GET /about").handler()).isEqualTo("view about");
        });
    }

    @Test
    void listsServletsBesideSpringsOwn() {
        inspect(inventory -> {
            assertThat(endpoint(inventory, "* /legacy/**").isApplication()).isTrue();
            assertThat(inventory.endpoints()).extracting(Endpoint::handler).doesNotContain("DispatcherServlet");
        });
    }

    @Test
    void findsTheMethodBehindAnEndpoint() {
        runner.run(context -> {
            Inventory inventory = context.getBean(ApplicationInventory.class).inventory();
            EndpointHandlers handlers = context.getBean(EndpointHandlers.class);

            assertThat(handlers.handlerOf(endpoint(inventory, "POST /visits")))
                    .map(HandlerMethod::getMethod)
                    .contains(VisitController.class.getDeclaredMethod("book", Map.class));
            assertThat(handlers.handlerOf(endpoint(inventory, "GET /about"))).isEmpty();
        });
    }

    @Test
    void isEmptyWithoutWeb() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(MvcInventoryAutoConfiguration.class, AssessmentAutoConfiguration.class))
                .run(context -> assertThat(context.getBean(ApplicationInventory.class)
                                .inventory()
                                .endpoints())
                        .isEmpty());
    }

    @Test
    void isEmptyInAWebApplicationWithoutSpringMvc() {
        new WebApplicationContextRunner(AnnotationConfigServletWebApplicationContext::new)
                .withConfiguration(
                        AutoConfigurations.of(MvcInventoryAutoConfiguration.class, AssessmentAutoConfiguration.class))
                .run(context -> assertThat(context.getBean(HardeningReport.class)
                                .assessment()
                                .endpoints())
                        .isEmpty());
    }

    private void inspect(Consumer<Inventory> assertions) {
        runner.run(context ->
                assertions.accept(context.getBean(ApplicationInventory.class).inventory()));
    }

    private static Endpoint endpoint(Inventory inventory, String id) {
        return inventory.endpoints().stream()
                .filter(endpoint -> endpoint.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is not in " + inventory));
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage
    @Import(VisitController.class)
    static class Clinic implements WebMvcConfigurer {

        @Override
        public void addViewControllers(ViewControllerRegistry registry) {
            registry.addViewController("/about").setViewName("about");
        }

        @Bean
        RouterFunction<ServerResponse> routes() {
            return route().nest(
                            path("/routes"),
                            nested -> nested.GET(
                                            "/all",
                                            request -> ServerResponse.ok().build())
                                    .POST(
                                            "/{id}",
                                            request -> ServerResponse.ok().build()))
                    .build();
        }

        @Bean
        ServletRegistrationBean<LegacyServlet> legacy() {
            return new ServletRegistrationBean<>(new LegacyServlet(), "/legacy/*");
        }
    }

    static class LegacyServlet extends HttpServlet {

        @Serial
        private static final long serialVersionUID = 1L;
    }

    record Visit(String owner) {}

    record Visits(List<Visit> visits) {}

    record Report(List<Visit> visits, int total) {}

    @RestController
    static class VisitController {

        @GetMapping("/visits")
        List<String> all(Principal caller) {
            return List.of();
        }

        @GetMapping("/visits/wrapped")
        ResponseEntity<List<String>> wrapped() {
            return ResponseEntity.ok(List.of());
        }

        @GetMapping("/visits/streamed")
        Stream<String> streamed() {
            return Stream.of();
        }

        @GetMapping("/visits/limited")
        List<String> limited(int limit) {
            return List.of();
        }

        @GetMapping("/visits/inside")
        Visits inside() {
            return new Visits(List.of());
        }

        @GetMapping("/visits/report")
        Report report() {
            return new Report(List.of(), 0);
        }

        @GetMapping("/visits/named")
        List<Visit> named(@RequestParam(required = false) String name) {
            return List.of();
        }

        @GetMapping("/visits/of/{owner}")
        List<Visit> of(@PathVariable String owner) {
            return List.of();
        }

        @GetMapping("/visits/capped")
        List<Visit> capped(@RequestParam @Max(100) int size) {
            return List.of();
        }

        @GetMapping("/visits/sized")
        Page<Visit> sized(@RequestParam int page, @RequestParam int size) {
            return Page.empty();
        }

        @GetMapping("/visits/page")
        Page<String> page(Pageable pageable) {
            return Page.empty();
        }

        @GetMapping("/visits/picture")
        byte[] picture() {
            return new byte[0];
        }

        @PostMapping("/visits")
        void book(@RequestBody Map<String, String> visit) {}

        @DeleteMapping("/visits/{id}")
        void cancel(@PathVariable String id) {}

        @RequestMapping(
                path = {"/both", "/second"},
                method = {RequestMethod.GET, RequestMethod.PUT})
        String both() {
            return "";
        }

        @RequestMapping("/anything")
        String anything() {
            return "";
        }
    }
}
