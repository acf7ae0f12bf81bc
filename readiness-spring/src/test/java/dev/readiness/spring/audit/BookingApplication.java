package dev.readiness.spring.audit;

import jakarta.servlet.Filter;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A small application with a database, users, and handlers that are audited in every way there is. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({
    BookingApplication.Appointments.class,
    BookingApplication.TransactionalBookings.class,
    BookingApplication.BookingController.class,
    BookingApplication.FinalController.class
})
class BookingApplication {

    static final String DRY_RUN_HEADER = "X-Test-Dry-Run";

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        return http.csrf(csrf -> csrf.disable())
                .httpBasic(Customizer.withDefaults())
                .authorizeHttpRequests(requests -> requests.requestMatchers("/admin")
                        .hasRole("ADMIN")
                        .anyRequest()
                        .authenticated())
                .build();
    }

    @Bean
    UserDetailsService users() {
        return name -> User.withUsername("ann").password("{noop}test-only").build();
    }

    /** Does what the hardening report does when it asks the security filter chain. */
    @Bean
    FilterRegistrationBean<Filter> dryRun() {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
            if (((jakarta.servlet.http.HttpServletRequest) request).getHeader(DRY_RUN_HEADER) != null) {
                request.setAttribute("dev.readiness.dry-run", true);
            }
            chain.doFilter(request, response);
        });
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    record Appointment(long id, String reason) {}

    @Repository
    static class Appointments {

        private final JdbcTemplate jdbc;

        Appointments(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
            jdbc.execute("CREATE TABLE IF NOT EXISTS appointment"
                    + " (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, reason VARCHAR(100))");
        }

        Appointment add(String reason) {
            GeneratedKeyHolder key = new GeneratedKeyHolder();
            jdbc.update(
                    connection -> {
                        var insert = connection.prepareStatement(
                                "INSERT INTO appointment (reason) VALUES (?)", new String[] {"id"});
                        insert.setString(1, reason);
                        return insert;
                    },
                    key);
            return new Appointment(key.getKey().longValue(), reason);
        }
    }

    @Component
    static class TransactionalBookings {

        private final Appointments appointments;

        TransactionalBookings(Appointments appointments) {
            this.appointments = appointments;
        }

        @Transactional
        public void bookAndFail() {
            appointments.add("never");
            throw new IllegalStateException("after the insert");
        }

        @Transactional(propagation = Propagation.REQUIRES_NEW)
        @AuditAction(value = "appointment.move", target = "#result.id")
        public Appointment move(String reason) {
            return appointments.add(reason);
        }
    }

    @RestController
    static class BookingController {

        private final Appointments appointments;
        private final TransactionalBookings bookings;

        BookingController(Appointments appointments, TransactionalBookings bookings) {
            this.appointments = appointments;
            this.bookings = bookings;
        }

        @PostMapping("/appointments")
        @AuditAction(value = "appointment.book", target = "#result.id", subject = "#patient")
        Appointment book(@RequestParam String reason, @RequestParam(defaultValue = "p-1") String patient) {
            Appointment booked = appointments.add(reason);
            if (reason.startsWith("fail")) {
                throw new IllegalStateException("private words of " + patient);
            }
            return booked;
        }

        @PostMapping("/caught")
        @AuditAction("appointment.catch")
        String catchFailure() {
            try {
                bookings.bookAndFail();
            } catch (IllegalStateException ex) {
                return "sorry";
            }
            return "done";
        }

        @PostMapping("/refused")
        @AuditAction("appointment.refuse")
        ResponseEntity<String> refuse() {
            return ResponseEntity.status(409).body("taken");
        }

        @PostMapping("/typo")
        @AuditAction(value = "appointment.typo", target = "#result.nothingLikeIt")
        Appointment typo() {
            return appointments.add("typo");
        }

        @PostMapping("/moved")
        Appointment move(@RequestParam String reason) {
            return bookings.move(reason);
        }

        @PostMapping("/final-method")
        @AuditAction("appointment.final")
        final String finalMethod() {
            return "works";
        }

        @GetMapping("/admin")
        String admin() {
            return "admin";
        }
    }

    @RestController
    static final class FinalController {

        private final Appointments appointments;

        FinalController(Appointments appointments) {
            this.appointments = appointments;
        }

        @PostMapping("/final-class")
        @AuditAction("appointment.final-class")
        Appointment book() {
            return appointments.add("final");
        }

        @PostMapping("/forgotten")
        Appointment forgotten() {
            return appointments.add("forgotten");
        }
    }
}
