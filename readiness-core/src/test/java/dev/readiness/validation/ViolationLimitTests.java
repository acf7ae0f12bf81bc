package dev.readiness.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViolationLimitTests {

    private static final ValidatorFactory FACTORY = Validation.buildDefaultValidatorFactory();

    private static final AtomicInteger CHECKED = new AtomicInteger();

    private final Validator limited = ViolationLimit.of(FACTORY, 51);

    @AfterAll
    static void close() {
        FACTORY.close();
    }

    @BeforeEach
    void reset() {
        CHECKED.set(0);
    }

    @Test
    void changesNothingBelowTheLimit() {
        Order order = orderOf(20);

        assertThat(limited.validate(order)).isEqualTo(FACTORY.getValidator().validate(order));
        assertThat(limited.validate(orderOf(0))).isEmpty();
    }

    @Test
    void looksNoFurtherAfterTheLimit() {
        Set<ConstraintViolation<Order>> violations = limited.validate(orderOf(1_000));

        assertThat(violations).hasSize(51);
        assertThat(CHECKED.get()).isBetween(50, 52);
    }

    @Test
    void pointsWhereTheValidatorWouldHavePointed() {
        Order order = orderOf(200);
        order.tags.addAll(Collections.nCopies(100, " "));
        order.named.put("a/b", new Item(0));
        Set<String> all = pathsOf(FACTORY.getValidator().validate(order));

        Set<ConstraintViolation<Order>> some = limited.validate(order);

        assertThat(all).containsAll(pathsOf(some));
        assertThat(some)
                .allSatisfy(violation -> assertThat(JsonPointers.of(violation.getPropertyPath()))
                        .matches("/items/\\d+/quantity|/tags/\\d+|/named/a~1b/quantity"))
                .allSatisfy(violation -> {
                    assertThat(violation.getMessage()).startsWith("must ").doesNotContain("{");
                    assertThat(violation.getMessageTemplate()).startsWith("{");
                    assertThat(violation.getRootBean()).isSameAs(order);
                    assertThat(violation.getRootBeanClass()).isEqualTo(Order.class);
                    assertThat(violation.getConstraintDescriptor().getAnnotation())
                            .isNotNull();
                    assertThat(violation.unwrap(ConstraintViolation.class)).isSameAs(violation);
                });
    }

    @Test
    void limitsElementsOfContainers() {
        Order order = orderOf(0);
        order.tags.addAll(Collections.nCopies(1_000, " "));

        Set<ConstraintViolation<Order>> violations = limited.validate(order);

        assertThat(violations).hasSize(51);
        assertThat(violations)
                .extracting(violation -> JsonPointers.of(violation.getPropertyPath()))
                .contains("/tags/0", "/tags/50");
    }

    @Test
    void limitsTheParametersOfMethods() throws ReflectiveOperationException {
        Method method = Shop.class.getDeclaredMethod("order", String.class, List.class);
        Object[] values = {"", orderOf(1_000).items};

        Set<ConstraintViolation<Shop>> violations =
                limited.forExecutables().validateParameters(new Shop(), method, values);

        assertThat(violations).hasSize(51).anySatisfy(violation -> {
            List<Path.Node> nodes = new ArrayList<>();
            violation.getPropertyPath().forEach(nodes::add);
            assertThat(nodes.get(0).as(Path.MethodNode.class).getParameterTypes())
                    .containsExactly(String.class, List.class);
            assertThat(nodes.get(1).as(Path.ParameterNode.class).getParameterIndex())
                    .isEqualTo(1);
            assertThat(nodes.get(2).getKind()).isEqualTo(ElementKind.PROPERTY);
            assertThat(nodes.get(2).getIndex()).isEqualTo(7);
            assertThat(nodes.get(2).as(Path.PropertyNode.class).getContainerClass())
                    .isEqualTo(List.class);
        });
    }

    @Test
    void countsEachValidationForItself() {
        limited.validate(orderOf(1_000));

        assertThat(limited.validate(orderOf(50))).hasSize(50);
    }

    @Test
    void countsWhatAConstraintValidatesOnItsWayForItself() {
        Nested nested = new Nested(orderOf(50), List.of("", "", ""));

        assertThat(limited.validate(nested)).hasSize(4);
    }

    @Test
    void letsOtherFailuresPass() {
        org.assertj.core.api.Assertions.assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> limited.validate(new Broken("x")));
    }

    @Test
    void isUsedByTheInputValidator() {
        assertThat(InputValidator.using(limited).validate(orderOf(1_000))).hasSize(51);
    }

    @Test
    void refusesALimitBelowOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ViolationLimit.of(FACTORY, 0))
                .withMessage("'most' must be at least 1 but is 0");
    }

    private static Order orderOf(int wrong) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < wrong; i++) {
            items.add(new Item(-1));
        }
        return new Order(items, new ArrayList<>(), new java.util.LinkedHashMap<>());
    }

    private static Set<String> pathsOf(Set<ConstraintViolation<Order>> violations) {
        return violations.stream()
                .map(violation -> violation.getPropertyPath().toString())
                .collect(java.util.stream.Collectors.toSet());
    }

    record Order(List<@Valid Item> items, List<@NotBlank String> tags, Map<String, @Valid Item> named) {}

    record Item(@Counted @Positive int quantity) {}

    record Nested(@ValidInside Order order, List<@NotBlank String> tags) {}

    record Broken(@Failing String text) {}

    static class Shop {

        void order(@NotBlank String customer, List<@Valid Item> items) {}
    }

    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = CountedValidator.class)
    public @interface Counted {

        String message() default "";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    /** Valid, whatever it is. */
    public static class CountedValidator implements ConstraintValidator<Counted, Integer> {

        @Override
        public boolean isValid(Integer value, ConstraintValidatorContext context) {
            CHECKED.incrementAndGet();
            return true;
        }
    }

    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = ValidInsideValidator.class)
    public @interface ValidInside {

        String message() default "";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    public static class ValidInsideValidator implements ConstraintValidator<ValidInside, Order> {

        @Override
        public boolean isValid(Order order, ConstraintValidatorContext context) {
            return ViolationLimit.of(FACTORY, 51).validate(order).isEmpty();
        }
    }

    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = FailingValidator.class)
    public @interface Failing {

        String message() default "";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    public static class FailingValidator implements ConstraintValidator<Failing, String> {

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            throw new IllegalStateException("test failure");
        }
    }
}
