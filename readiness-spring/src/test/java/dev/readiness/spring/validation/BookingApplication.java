package dev.readiness.spring.validation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Takes bookings in every way that Spring MVC has. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({
    BookingApplication.BookingController.class,
    BookingApplication.CheckedController.class,
    BookingApplication.DeskController.class,
    BookingApplication.Desk.class
})
class BookingApplication {

    enum Kind {
        CHECK_UP,
        EMERGENCY
    }

    record Item(@Positive int quantity) {}

    record Booking(
            @NotBlank @Size(max = 20) String reason,

            @Pattern(regexp = "\\+?\\d+", message = "'${validatedValue}' is no phone number")
            String phone,

            LocalDate day,
            Kind kind,
            @Size(max = 3) List<@Valid Item> items) {}

    record Filter(@NotBlank String text, int page) {}

    @ResponseStatus(HttpStatus.CONFLICT)
    static class TakenException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TakenException() {
            super("taken by S3cretPatient");
        }
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/private/**")
                        .hasRole("STAFF")
                        .anyRequest()
                        .permitAll())
                .csrf(csrf -> csrf.disable())
                .httpBasic(Customizer.withDefaults())
                .build();
    }

    @RestController
    static class BookingController {

        @PostMapping("/bookings")
        Booking book(@Valid @RequestBody Booking booking) {
            return booking;
        }

        @PostMapping("/bookings/many")
        int bookMany(@RequestBody List<@Valid Booking> bookings) {
            return bookings.size();
        }

        @GetMapping("/bookings/{id}")
        UUID find(@PathVariable UUID id) {
            return id;
        }

        @GetMapping("/bookings")
        int page(
                @RequestParam @Max(100) int size, @RequestHeader(name = "X-Tenant", defaultValue = "a") String tenant) {
            return size;
        }

        @GetMapping("/headers")
        String header(@RequestHeader("X-Tenant") String tenant) {
            return tenant;
        }

        @GetMapping("/search")
        Filter search(@Valid @ModelAttribute Filter filter) {
            return filter;
        }

        @PostMapping("/forms")
        int form(@RequestBody MultiValueMap<String, String> form) {
            return form.size();
        }

        record HoldsForm(MultiValueMap<String, String> form) {}

        @PostMapping("/never-read")
        int neverRead(@RequestBody HoldsForm holder) {
            return holder.form().size();
        }

        @GetMapping("/fail")
        String fail() {
            throw new IllegalStateException("S3cretConnectionString");
        }

        @GetMapping("/taken")
        String taken() {
            throw new TakenException();
        }

        @GetMapping("/gone")
        String gone() {
            throw new ResponseStatusException(HttpStatus.GONE, "This booking was cancelled");
        }
    }

    @RestController
    @Validated
    static class CheckedController {

        @GetMapping("/checked")
        int checked(@RequestParam("limit") @Max(100) int maximum) {
            return maximum;
        }

        @PostMapping("/checked/items")
        int items(@RequestBody Map<String, List<@Valid Item>> items) {
            return items.size();
        }
    }

    /** Checks what the application itself hands it. */
    @Validated
    static class Desk {

        int open(@Max(value = 1, message = "S3cretLimit") int number) {
            return number;
        }
    }

    @RestController
    static class DeskController {

        private final Desk desk;

        DeskController(Desk desk) {
            this.desk = desk;
        }

        @GetMapping("/desk")
        int open() {
            return desk.open(4711);
        }
    }
}
