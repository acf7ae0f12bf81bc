package dev.readiness.spring.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.validation.PlantedParameters.Is;
import jakarta.validation.Validator;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Asks the inventory about each parameter alone, where {@link HandlerReviewTests} asks for the verdict of a handler. */
class PlantedParametersTests {

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

    static Stream<Named<Parameter>> parameters() {
        return Arrays.stream(PlantedParameters.class.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .flatMap(method -> Arrays.stream(method.getParameters()))
                .map(parameter ->
                        Named.of(parameter.getDeclaringExecutable().getName() + " " + parameter.getName(), parameter));
    }

    @Test
    void plantsAHundredAndFifty() {
        long inOtherTest = HandlerReviewTests.plantedHandlers()
                .mapToLong(handler -> handler.getPayload().getMethodParameters().length)
                .sum();

        assertThat(parameters().count() + inOtherTest).isGreaterThanOrEqualTo(150);
        assertThat(parameters().allMatch(parameter -> parameter.getPayload().isAnnotationPresent(Is.class)))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void isRightAboutEachParameter(Parameter parameter) {
        InputCheck truth = parameter.getAnnotation(Is.class).value();

        List<ParameterReview> reviews = reviewsOf(parameter);

        assertThat(HandlerReview.worstOf(reviews)).as(reviews.toString()).isEqualTo(truth);
        if (Set.of(InputCheck.ENFORCED, InputCheck.NO_INPUT).contains(truth)) {
            assertThat(reviews)
                    .as("false alarms")
                    .allSatisfy(review -> assertThat(review.gaps()).isEmpty());
        }
    }

    private static List<ParameterReview> reviewsOf(Parameter parameter) {
        HandlerMethod handler = new HandlerMethod(
                new PlantedParameters(), (java.lang.reflect.Method) parameter.getDeclaringExecutable());
        int index = Arrays.asList(parameter.getDeclaringExecutable().getParameters())
                .indexOf(parameter);
        HandlerReview review = new HandlerReview(
                new JakartaConstraints(context.getBean(Validator.class)),
                ArgumentResolvers.of(Objects.requireNonNull(
                        context.getBean(RequestMappingHandlerAdapter.class).getArgumentResolvers())),
                (any, one) -> BinderValidation.NONE);
        return review.review(handler).stream()
                .filter(found -> found.parameter()
                        .equals(handler.getMethodParameters()[index]
                                .getParameter()
                                .getName()))
                .toList();
    }

    @EnableWebMvc
    static class MvcConfiguration {}
}
