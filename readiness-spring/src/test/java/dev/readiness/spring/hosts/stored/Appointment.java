package dev.readiness.spring.hosts.stored;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** What the host of the slice of the data layer stores. */
@Entity
class Appointment {

    @Id
    @GeneratedValue
    @SuppressWarnings("unused") // Hibernate sets it.
    private Long id;

    private String reason = "";

    protected Appointment() {}

    Appointment(String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
