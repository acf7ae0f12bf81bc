package dev.readiness.spring.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.validation.PlantedController.Good;
import dev.readiness.spring.validation.PlantedController.Truth;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.ScriptAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockServletContext;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

class HandlerReviewTests {

    private static AnnotationConfigWebApplicationContext context;

    @BeforeAll
    static void start() {
        context = new AnnotationConfigWebApplicationContext();
        context.setServletContext(new MockServletContext());
        context.register(MvcConfiguration.class);
        context.refresh();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    static Stream<Named<HandlerMethod>> plantedHandlers() {
        PlantedController controller = new PlantedController();
        return Arrays.stream(PlantedController.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Truth.class))
                .map(method -> Named.of(method.getName(), new HandlerMethod(controller, method)));
    }

    @ParameterizedTest
    @MethodSource("plantedHandlers")
    void comesToTheVerdictOfACarefulReader(HandlerMethod handler) {
        Truth truth = Objects.requireNonNull(handler.getMethodAnnotation(Truth.class));

        List<ParameterReview> reviews = review(constraints(), handler);

        assertThat(HandlerReview.worstOf(reviews)).as(reviews.toString()).isEqualTo(truth.value());
    }

    @ParameterizedTest
    @MethodSource("plantedHandlers")
    void namesThePlacesThatAreNotChecked(HandlerMethod handler) {
        Truth truth = Objects.requireNonNull(handler.getMethodAnnotation(Truth.class));

        assertThat(review(constraints(), handler).stream()
                        .filter(review -> review.kind() != InputKind.RAW)
                        .filter(review -> review.check() != InputCheck.ENFORCED)
                        .flatMap(review -> review.gaps().stream()))
                .containsExactlyInAnyOrder(truth.gaps());
    }

    @Test
    void plantsAtLeastFortyHandlers() {
        assertThat(plantedHandlers()).hasSizeGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource({
        "good, NOMINAL",
        "bodyWithoutAnything, NONE",
        "boundedParam, NONE",
        "path, ENFORCED",
        "injected, NO_INPUT"
    })
    void nothingIsEnforcedWithoutAProvider(String method, InputCheck check) {
        HandlerMethod handler = plantedHandlers()
                .map(Named::getPayload)
                .filter(candidate -> candidate.getMethod().getName().equals(method))
                .findFirst()
                .orElseThrow();

        assertThat(HandlerReview.worstOf(review(ConstraintSource.absent(), handler)))
                .isEqualTo(check);
    }

    @Test
    void aProxyAroundAValidatedControllerAppliesConstraints() throws NoSuchMethodException {
        HandlerMethod handler = handler(new ValidatedController(), "search", String.class);

        assertThat(HandlerReview.worstOf(review(constraints(), handler))).isEqualTo(InputCheck.ENFORCED);
    }

    @Test
    void aValidatorThatCannotBeSeenIsNoAccusation() throws NoSuchMethodException {
        HandlerMethod handler =
                handler(new PlantedController(), "validWithoutConstraints", PlantedController.Bare.class);

        assertThat(HandlerReview.worstOf(
                        new HandlerReview(constraints(), resolvers(), (any, parameter) -> BinderValidation.UNSEEN)
                                .review(handler)))
                .isEqualTo(InputCheck.UNKNOWN);
    }

    @Test
    void aConstraintOnTheClassMaySeeEveryProperty() throws NoSuchMethodException {
        HandlerMethod handler = handler(new ValidatedController(), "book", PeriodRequest.class);

        assertThat(HandlerReview.worstOf(review(constraints(), handler))).isEqualTo(InputCheck.ENFORCED);
    }

    @ParameterizedTest
    @CsvSource({"loginPage, ENFORCED", "search, NONE", "form, ENFORCED", "submit, NONE", "filter, NONE"})
    void flagsAndFormsThatAreOnlyShownNeedNoConstraint(String name, InputCheck check) {
        HandlerMethod handler = Arrays.stream(ShowingController.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .map(method -> new HandlerMethod(new ShowingController(), method))
                .findFirst()
                .orElseThrow();

        assertThat(HandlerReview.worstOf(review(constraints(), handler))).isEqualTo(check);
    }

    @ParameterizedTest
    @CsvSource({"measured, LOOKED_AT", "parsed, LOOKED_AT", "branched, NONE", "kept, NONE"})
    void codeThatAsksHowLongSomethingIsMayCheckIt(String name, InputCheck check) {
        HandlerMethod handler = Arrays.stream(CheckingController.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .map(method -> new HandlerMethod(new CheckingController(), method))
                .findFirst()
                .orElseThrow();

        assertThat(HandlerReview.worstOf(review(constraints(), handler))).isEqualTo(check);
    }

    private static List<ParameterReview> review(ConstraintSource constraints, HandlerMethod handler) {
        return new HandlerReview(constraints, resolvers(), (any, parameter) -> BinderValidation.NONE).review(handler);
    }

    private static HandlerMethod handler(Object controller, String name, Class<?>... parameters)
            throws NoSuchMethodException {
        return new HandlerMethod(controller, controller.getClass().getDeclaredMethod(name, parameters));
    }

    private static ConstraintSource constraints() {
        return new JakartaConstraints(context.getBean(Validator.class));
    }

    private static ArgumentResolvers resolvers() {
        return ArgumentResolvers.of(Objects.requireNonNull(
                context.getBean(RequestMappingHandlerAdapter.class).getArgumentResolvers()));
    }

    @EnableWebMvc
    static class MvcConfiguration {}

    @ScriptAssert(lang = "none", script = "")
    record PeriodRequest(String from, String to, Good good) {}

    @RestController
    @Validated
    static class ValidatedController {

        @PostMapping("/search")
        void search(@RequestParam @NotBlank @Size(max = 9) String q) {}

        @PostMapping("/book")
        void book(@Valid @RequestBody PeriodRequest request) {}
    }

    @RestController
    static class ShowingController {

        @GetMapping("/login")
        String loginPage(@RequestParam(required = false) String error) {
            return error != null ? "Try again" : "Welcome";
        }

        @GetMapping("/search")
        String search(@RequestParam(required = false) String q) {
            return q == null ? "" : q.strip();
        }

        @GetMapping("/pets/new")
        String form(@ModelAttribute PlantedController.Bare bare) {
            return "form";
        }

        @PostMapping("/pets")
        String submit(@ModelAttribute PlantedController.Bare bare) {
            return "saved";
        }

        @GetMapping("/pets")
        String filter(@ModelAttribute PlantedController.Bare bare) {
            return bare.toString();
        }
    }

    @RestController
    static class CheckingController {

        record Form(String password) {}

        @PostMapping("/measured")
        String measured(@RequestBody Form form) {
            return form.password().length() < 8 ? "short" : "stored";
        }

        @PostMapping("/parsed")
        String parsed(@RequestBody Map<String, String> form) {
            return "no. " + Long.valueOf(form.get("number"));
        }

        @PostMapping("/branched")
        String branched(@RequestBody Form form) {
            return form.password() == null || form.password().isEmpty() ? "nothing" : "stored";
        }

        @PostMapping("/kept")
        String kept(@RequestBody Form form) {
            return form.password();
        }
    }
}
