package dev.readiness.spring.validation;

import static dev.readiness.spring.validation.InputCheck.ENFORCED;
import static dev.readiness.spring.validation.InputCheck.NOMINAL;
import static dev.readiness.spring.validation.InputCheck.NONE;
import static dev.readiness.spring.validation.InputCheck.NO_INPUT;
import static dev.readiness.spring.validation.InputCheck.PARTIAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.validation.PlantedController.Bare;
import dev.readiness.spring.validation.PlantedController.Form;
import dev.readiness.spring.validation.PlantedController.Good;
import dev.readiness.spring.validation.PlantedController.Truth;
import dev.readiness.spring.validation.PlantedController.Unbounded;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ReactiveHandlerReviewTests {

    private static AnnotationConfigApplicationContext context;

    @BeforeAll
    static void start() {
        context = new AnnotationConfigApplicationContext(WebFluxConfiguration.class);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    static Stream<Named<HandlerMethod>> plantedHandlers() {
        ReactiveController controller = new ReactiveController();
        return Arrays.stream(ReactiveController.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Truth.class))
                .map(method -> Named.of(method.getName(), new HandlerMethod(controller, method)));
    }

    @ParameterizedTest
    @MethodSource("plantedHandlers")
    void comesToTheVerdictOfACarefulReader(HandlerMethod handler) {
        Truth truth = Objects.requireNonNull(handler.getMethodAnnotation(Truth.class));

        List<ParameterReview> reviews = new HandlerReview(
                        new JakartaConstraints(context.getBean(Validator.class)),
                        new ReactiveResolvers(context.getBean(RequestMappingHandlerAdapter.class)),
                        (any, parameter) -> BinderValidation.NONE)
                .review(handler);

        assertThat(HandlerReview.worstOf(reviews)).as(reviews.toString()).isEqualTo(truth.value());
    }

    @EnableWebFlux
    static class WebFluxConfiguration {}

    @RestController
    static class ReactiveController {

        @Truth(ENFORCED)
        @PostMapping("/good")
        Mono<Void> good(@Valid @RequestBody Good body) {
            return Mono.empty();
        }

        @Truth(ENFORCED)
        @PostMapping("/published")
        Mono<Void> published(@Valid @RequestBody Mono<Good> body) {
            return Mono.empty();
        }

        @Truth(ENFORCED)
        @PostMapping("/stream")
        Mono<Void> stream(@Valid @RequestBody Flux<Good> bodies) {
            return Mono.empty();
        }

        @Truth(NOMINAL)
        @PostMapping("/without-valid")
        Mono<Void> withoutValid(@RequestBody Mono<Good> body) {
            return Mono.empty();
        }

        @Truth(NOMINAL)
        @PostMapping("/without-constraints")
        Mono<Void> withoutConstraints(@Valid @RequestBody Mono<Bare> body) {
            return Mono.empty();
        }

        @Truth(PARTIAL)
        @PostMapping("/unbounded")
        Mono<Void> unbounded(@Valid @RequestBody Mono<Unbounded> body) {
            return Mono.empty();
        }

        @Truth(NONE)
        @PostMapping("/map")
        Mono<Void> map(@RequestBody Mono<Map<String, Object>> body) {
            return Mono.empty();
        }

        @Truth(ENFORCED)
        @PostMapping("/path/{id}")
        Mono<Void> path(@PathVariable long id) {
            return Mono.empty();
        }

        @Truth(ENFORCED)
        @PostMapping("/bounded-param")
        Mono<Void> boundedParam(@RequestParam @Size(max = 9) String q) {
            return Mono.empty();
        }

        @Truth(NONE)
        @PostMapping("/param")
        Mono<Void> param(@RequestParam String q) {
            return Mono.empty();
        }

        @Truth(NONE)
        @PostMapping("/header")
        Mono<Void> header(@RequestHeader String tenant) {
            return Mono.empty();
        }

        @Truth(NONE)
        @PostMapping("/cookie")
        Mono<Void> cookie(@CookieValue String theme) {
            return Mono.empty();
        }

        @Truth(ENFORCED)
        @PostMapping("/valid-model")
        Mono<Void> validModel(@Valid @ModelAttribute Form form) {
            return Mono.empty();
        }

        @Truth(NOMINAL)
        @PostMapping("/implicit-model")
        Mono<Void> implicitModel(Form form) {
            return Mono.empty();
        }

        @Truth(ENFORCED)
        @PostMapping("/part")
        Mono<Void> part(@Valid @RequestPart Good meta, @RequestPart FilePart file, @RequestPart Flux<FilePart> more) {
            return Mono.empty();
        }

        @Truth(NO_INPUT)
        @PostMapping("/injected")
        Mono<Void> injected(ServerWebExchange exchange, ServerHttpRequest request, WebSession session) {
            return Mono.empty();
        }
    }
}
