package dev.readiness.spring.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;
import static org.springframework.web.reactive.function.server.RouterFunctions.resources;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Inventory;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.web.server.reactive.context.AnnotationConfigReactiveWebServerApplicationContext;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ReactiveInventoryTests {

    private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner(
                    AnnotationConfigReactiveWebServerApplicationContext::new)
            .withPropertyValues("server.port=0", "spring.application.name=clinic")
            .withConfiguration(AutoConfigurations.of(
                    NettyReactiveWebServerAutoConfiguration.class,
                    HttpHandlerAutoConfiguration.class,
                    WebFluxAutoConfiguration.class,
                    ReactiveInventoryAutoConfiguration.class,
                    AssessmentAutoConfiguration.class))
            .withUserConfiguration(Clinic.class);

    @Test
    void listsAnnotatedHandlersFunctionalRoutesAndWebSockets() {
        inspect(inventory -> assertThat(inventory.applicationEndpoints())
                .extracting(Endpoint::id)
                .containsExactly(
                        "* /chat",
                        "GET /left",
                        "POST /right",
                        "GET /routes/all",
                        "POST /routes/{id}",
                        "GET /visits",
                        "POST /visits",
                        "GET /visits/events",
                        "GET /visits/one",
                        "GET /visits/wrapped",
                        "DELETE /visits/{id}"));
    }

    @Test
    void setsStaticResourcesApartAsFrameworkEndpoints() {
        inspect(inventory -> {
            assertThat(endpoint(inventory, "GET /webjars/**").isApplication()).isFalse();
            assertThat(endpoint(inventory, "GET /downloads/**").isApplication()).isFalse();
        });
    }

    @Test
    void knowsWhichEndpointsWriteAndWhichReadWhatTheCallerChooses() {
        inspect(inventory -> {
            assertThat(endpoint(inventory, "POST /visits").writes()).isTrue();
            assertThat(endpoint(inventory, "POST /visits").consumesInput()).isTrue();
            assertThat(endpoint(inventory, "DELETE /visits/{id}").consumesInput())
                    .isTrue();
            assertThat(endpoint(inventory, "GET /visits").writes()).isFalse();
            assertThat(endpoint(inventory, "GET /visits").consumesInput()).isFalse();
        });
    }

    @Test
    void knowsWhichCollectionsHaveNoBound() {
        inspect(inventory -> assertThat(inventory.endpoints().stream().filter(Endpoint::unboundedCollection))
                .extracting(Endpoint::id)
                .containsExactly("GET /visits", "GET /visits/wrapped"));
    }

    @Test
    void namesTheHandlerAndFindsItsMethod() {
        runner.run(context -> {
            Inventory inventory = context.getBean(ApplicationInventory.class).inventory();
            Endpoint booking = endpoint(inventory, "POST /visits");

            assertThat(booking.handler()).isEqualTo("VisitController.book");
            assertThat(context.getBean(EndpointHandlers.class).handlerOf(booking))
                    .map(HandlerMethod::getMethod)
                    .contains(VisitController.class.getDeclaredMethod("book", Mono.class));
        });
    }

    @Test
    void theReportIsMade() {
        runner.run(context -> assertThat(
                        context.getBean(HardeningReport.class).assessment().notes())
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
    static class Clinic {

        private static final HandlerFunction<ServerResponse> OK =
                request -> ServerResponse.ok().build();

        @Bean
        RouterFunction<ServerResponse> routes() {
            return route().nest(
                            path("/routes"), nested -> nested.GET("/all", OK).POST("/{id}", OK))
                    .route(GET("/left").or(POST("/right")), OK)
                    .build();
        }

        @Bean
        RouterFunction<ServerResponse> downloads() {
            return org.springframework.web.reactive.function.server.RouterFunctions.nest(
                    path("/downloads/**"), resources("/downloads/**", new ClassPathResource("downloads/")));
        }

        @Bean
        SimpleUrlHandlerMapping sockets() {
            return new SimpleUrlHandlerMapping(Map.of("/chat", new Chat()), -1);
        }
    }

    static class Chat implements WebSocketHandler {

        @Override
        public Mono<Void> handle(WebSocketSession session) {
            return Mono.empty();
        }
    }

    @RestController
    static class VisitController {

        @GetMapping("/visits")
        Flux<String> all(ServerWebExchange exchange, ServerHttpRequest request) {
            return Flux.empty();
        }

        @GetMapping("/visits/wrapped")
        Mono<ResponseEntity<List<String>>> wrapped() {
            return Mono.empty();
        }

        @GetMapping(path = "/visits/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> events() {
            return Flux.never();
        }

        @GetMapping("/visits/one")
        Mono<String> one() {
            return Mono.empty();
        }

        @PostMapping("/visits")
        Mono<Void> book(@RequestBody Mono<Map<String, String>> visit) {
            return Mono.empty();
        }

        @DeleteMapping("/visits/{id}")
        Mono<Void> cancel(@PathVariable String id) {
            return Mono.empty();
        }
    }
}
