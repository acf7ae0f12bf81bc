package com.example.clinic;

import java.net.URI;
import java.security.Principal;
import java.time.LocalDateTime;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/appointments")
class AppointmentController {

    private final AppointmentRepository appointments;
    private final ConfirmationCodes codes;
    private final SmsSender sms;

    AppointmentController(AppointmentRepository appointments, ConfirmationCodes codes, SmsSender sms) {
        this.appointments = appointments;
        this.codes = codes;
        this.sms = sms;
    }

    @PostMapping
    ResponseEntity<Confirmation> book(@RequestBody BookingRequest request, Principal patient) {
        Confirmation confirmation = confirm(appointments.save(
                new Appointment(patient.getName(), request.start(), request.reason(), request.phone())));
        sms.send(
                confirmation.phone(),
                "See you at the clinic on " + confirmation.start() + ". Your code is " + confirmation.code() + ".");
        return ResponseEntity.created(URI.create("/appointments/" + confirmation.id()))
                .body(confirmation);
    }

    @GetMapping
    List<Confirmation> list() {
        return appointments.findAll().stream().map(this::confirm).toList();
    }

    @GetMapping("/{id}")
    ResponseEntity<Confirmation> get(@PathVariable long id) {
        return ResponseEntity.of(appointments.findById(id).map(this::confirm));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable long id) {
        appointments.deleteById(id);
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

    record BookingRequest(LocalDateTime start, String reason, String phone) {}

    record Confirmation(Long id, String patient, LocalDateTime start, String reason, String phone, String code) {}
}
