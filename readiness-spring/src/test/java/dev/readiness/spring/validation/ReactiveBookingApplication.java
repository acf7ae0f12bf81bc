package dev.readiness.spring.validation;

import dev.readiness.validation.NotFromRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
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
import reactor.core.publisher.Mono;

/** Takes bookings in every way that Spring WebFlux has. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({
    ReactiveBookingApplication.Bookings.class,
    ReactiveBookingApplication.CheckedBookings.class,
    ReactiveBookingApplication.DeskController.class,
    ReactiveBookingApplication.Desk.class
})
class ReactiveBookingApplication {

    record Item(@Positive int quantity) {}

    record Booking(
            @NotBlank @Size(max = 20) String reason,
            List<@Valid Item> items,
            @NotFromRequest String owner) {}

    record Filter(@NotBlank String text, int page) {}

    @ResponseStatus(HttpStatus.CONFLICT)
    static class TakenException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TakenException() {
            super("taken by S3cretPatient");
        }
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http) {
        return http.csrf(csrf -> csrf.disable())
                .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                .build();
    }

    @RestController
    static class Bookings {

        @PostMapping("/bookings")
        Mono<String> book(@Valid @RequestBody Mono<Booking> booking) {
            return booking.map(Booking::reason);
        }

        @PostMapping("/bookings/many")
        int many(@RequestBody List<@Valid Booking> bookings) {
            return bookings.size();
        }

        @GetMapping("/bookings/{id}")
        UUID find(@PathVariable UUID id) {
            return id;
        }

        @GetMapping("/bookings")
        int page(@RequestParam @Max(100) int size) {
            return size;
        }

        @GetMapping("/headers")
        String header(@RequestHeader("X-Tenant") String tenant) {
            return tenant;
        }

        @GetMapping("/search")
        String search(@Valid @ModelAttribute Filter filter) {
            return filter.text();
        }

        @GetMapping("/fail")
        Mono<String> fail() {
            return Mono.error(new IllegalStateException("S3cretConnectionString"));
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
    static class CheckedBookings {

        @GetMapping("/checked")
        int checked(@RequestParam("limit") @Max(100) int maximum) {
            return maximum;
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
