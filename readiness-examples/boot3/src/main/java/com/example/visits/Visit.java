package com.example.visits;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** A visit that somebody booked. */
@Entity
class Visit {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String reason;

    protected Visit() {}

    Visit(String reason) {
        this.reason = reason;
    }

    Long id() {
        return id;
    }

    String reason() {
        return reason;
    }
}
