package dev.readiness.spring.validation;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.validation.BindingResult;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes long lists, each in another of Spring's ways to validate. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({OrderApplication.Orders.class, OrderApplication.CheckedOrders.class})
class OrderApplication {

    static final AtomicInteger CHECKED = new AtomicInteger();

    record Item(@Counted @Positive int q) {}

    record Wide(
            @NotNull String a,
            @NotNull String b,
            @NotNull String c,
            @NotNull String d,
            @NotNull String e,
            @NotNull String f,
            @NotNull String g,
            @NotNull String h,
            @NotNull String i,
            @NotNull String j) {}

    /** Is valid when it is empty, and then each of its constraints has been asked. */
    record Loose(
            @Size(max = 9) String a,
            @Size(max = 9) String b,
            @Size(max = 9) String c,
            @Size(max = 9) String d,
            @Size(max = 9) String e,
            @Size(max = 9) String f,
            @Size(max = 9) String g,
            @Size(max = 9) String h,
            @Size(max = 9) String i,
            @Size(max = 9) String j) {}

    record Order(
            List<@Valid Item> items,
            List<@NotBlank String> tags,
            List<@Valid Wide> wide,
            List<@Valid Loose> loose,
            List<@Positive Integer> numbers) {}

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        return http.csrf(csrf -> csrf.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @RestController
    static class Orders {

        @PostMapping("/orders")
        String order(@Valid @RequestBody Order order) {
            return "ordered";
        }

        @PostMapping("/items")
        String items(@RequestBody List<@Valid Item> items) {
            return "ordered";
        }

        @PostMapping("/looked-at")
        int lookedAt(@Valid @RequestBody Order order, BindingResult result) {
            return result.getErrorCount();
        }

        @PostMapping("/unchecked")
        String unchecked(@RequestBody Order order) {
            return "ordered";
        }
    }

    @RestController
    @Validated
    static class CheckedOrders {

        @PostMapping("/checked")
        String items(@RequestBody List<@Valid Item> items) {
            return "ordered";
        }
    }

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
}
