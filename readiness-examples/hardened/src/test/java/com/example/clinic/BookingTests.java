package com.example.clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.example.clinic.ClinicClient.User;
import com.example.smsprovider.SmsProviderStandIn;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ClinicTest
class BookingTests {

    private final ClinicClient clinic;

    @Autowired
    BookingTests(ClinicClient clinic) {
        this.clinic = clinic;
    }

    @Test
    void aPatientSignsUpBooksAndGetsTheConfirmation() {
        User patient = clinic.signUp();
        String location = clinic.as(patient).book();

        clinic.as(patient)
                .get(location)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.patient")
                .isEqualTo(patient.name())
                .jsonPath("$.start")
                .isEqualTo("2031-05-06T10:30:00");
    }

    @Test
    void aBookingIsConfirmedBySms(@Autowired SmsProviderStandIn smsProvider) {
        clinic.as(clinic.signUp())
                .post("/appointments", ClinicClient.BOOKING.replace("+15550100", "+15550199"))
                .expectBody()
                .jsonPath("$.smsSent")
                .isEqualTo(true);

        assertThat(smsProvider.messages())
                .filteredOn(message -> message.contains("+15550199"))
                .singleElement(STRING)
                .contains("2031-05-06T10:30");
    }

    @Test
    void aCancelledAppointmentIsGone() {
        User patient = clinic.signUp();
        String location = clinic.as(patient).book();

        clinic.as(patient).delete(location).expectStatus().isNoContent();

        clinic.as(patient).get(location).expectStatus().isNotFound();
    }

    @Test
    void nobodyBooksOrLooksWithoutLoggingIn() {
        String location = clinic.as(clinic.signUp()).book();

        clinic.anonymous().get(location).expectStatus().isUnauthorized();
        clinic.anonymous().get("/appointments").expectStatus().isUnauthorized();
        clinic.anonymous().delete(location).expectStatus().isUnauthorized();
        clinic.anonymous()
                .post("/appointments", ClinicClient.BOOKING)
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void anothersAppointmentDoesNotExist() {
        User owner = clinic.signUp();
        String location = clinic.as(owner).book();
        User other = clinic.signUp();

        clinic.as(other).get(location).expectStatus().isNotFound();
        clinic.as(other).delete(location).expectStatus().isNotFound();
        clinic.as(other).get("/appointments").expectBody().json("[]");

        clinic.as(owner).get(location).expectStatus().isOk();
    }

    @Test
    void anAddressSignsUpOnce() {
        User patient = clinic.signUp();

        clinic.anonymous()
                .post("/signup", """
                        {"name": "Eve", "email": "%s", "password": "another password"}""".formatted(patient.name()))
                .expectStatus()
                .isEqualTo(409);
    }
}
