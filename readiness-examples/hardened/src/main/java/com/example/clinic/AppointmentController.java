package com.example.clinic;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.readiness.spring.audit.AuditAction;
import dev.readiness.validation.constraints.E164;
import dev.readiness.validation.constraints.SafeText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.security.Principal;
import java.time.LocalDateTime;
import java.util.List;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/appointments")
class AppointmentController {

    static final int PAGE_SIZE = 50;

    private final AppointmentRepository appointments;
    private final ConfirmationCodes codes;
    private final SmsSender sms;
    private final PhoneIndex phones;

    AppointmentController(
            AppointmentRepository appointments, ConfirmationCodes codes, SmsSender sms, PhoneIndex phones) {
        this.appointments = appointments;
        this.codes = codes;
        this.sms = sms;
        this.phones = phones;
    }

    @PostMapping
    @AuditAction(value = "appointment.book", target = "#result.body.confirmation().id()")
    ResponseEntity<Booking> book(@Valid @RequestBody BookingRequest request, Principal patient) {
        Confirmation confirmation = confirm(appointments.save(new Appointment(
                patient.getName(),
                request.start(),
                request.reason(),
                request.phone(),
                phones.index().of(request.phone()))));
        boolean smsSent = sms.send(
                confirmation.phone(),
                "See you at the clinic on " + confirmation.start() + ". Your code is " + confirmation.code() + ".");
        return ResponseEntity.created(URI.create("/appointments/" + confirmation.id()))
                .body(new Booking(confirmation, smsSent));
    }

    @GetMapping
    List<Confirmation> list(@RequestParam(defaultValue = "0") @Min(0) @Max(1000) int page, Principal patient) {
        return appointments
                .findByPatientOrderByStartsAtDesc(patient.getName(), PageRequest.of(page, PAGE_SIZE))
                .stream()
                .map(this::confirm)
                .toList();
    }

    @GetMapping("/{id}")
    Confirmation get(@PathVariable long id, Principal patient) {
        return confirm(find(id, patient));
    }

    @DeleteMapping("/{id}")
    @AuditAction(value = "appointment.cancel", target = "#id")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable long id, Principal patient) {
        appointments.delete(find(id, patient));
    }

    private Appointment find(long id, Principal patient) {
        return appointments
                .findByIdAndPatient(id, patient.getName())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Confirmation confirm(Appointment appointment) {
        return new Confirmation(
                appointment.id(),
                appointment.patient(),
                appointment.startsAt(),
                appointment.reason(),
                appointment.phone(),
                codes.codeOf(appointment));
    }

    record BookingRequest(
            @NotNull @Future @WithinYears(10) LocalDateTime start,
            @NotBlank @SafeText @Size(max = 200) String reason,
            @NotBlank @E164 String phone) {}

    record Booking(@JsonUnwrapped Confirmation confirmation, boolean smsSent) {}

    record Confirmation(Long id, String patient, LocalDateTime start, String reason, String phone, String code) {}
}
