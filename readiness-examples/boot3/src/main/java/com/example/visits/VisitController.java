package com.example.visits;

import dev.readiness.spring.audit.AuditAction;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class VisitController {

    private final Visits visits;

    VisitController(Visits visits) {
        this.visits = visits;
    }

    record Booking(@NotBlank @Size(max = 100) String reason) {}

    record Booked(long id, String reason) {}

    @PostMapping("/visits")
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    @AuditAction("visit.book")
    public Booked book(@Valid @RequestBody Booking booking) {
        Visit visit = visits.save(new Visit(booking.reason()));
        return new Booked(visit.id(), visit.reason());
    }

    @GetMapping("/opening-hours")
    public String openingHours() {
        return "9 to 5";
    }
}
