package com.example.clinic;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.LocalDateTime;

/** A time at which a patient comes to the clinic, in the clinic's own time zone. */
@Entity
class Appointment {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String patient;

    private LocalDateTime startsAt;

    @Convert(converter = EncryptedReason.class)
    private String reason;

    @Convert(converter = EncryptedPhone.class)
    private String phone;

    @SuppressWarnings("UnusedVariable") // queries compare it
    private String phoneIndex;

    protected Appointment() {}

    Appointment(String patient, LocalDateTime startsAt, String reason, String phone, String phoneIndex) {
        this.patient = patient;
        this.startsAt = startsAt;
        this.reason = reason;
        this.phone = phone;
        this.phoneIndex = phoneIndex;
    }

    Long id() {
        return id;
    }

    String patient() {
        return patient;
    }

    LocalDateTime startsAt() {
        return startsAt;
    }

    String reason() {
        return reason;
    }

    String phone() {
        return phone;
    }
}
