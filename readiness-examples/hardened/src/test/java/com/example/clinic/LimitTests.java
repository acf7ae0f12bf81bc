package com.example.clinic;

import com.example.clinic.ClinicClient.User;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

@ClinicTest
class LimitTests {

    private final ClinicClient clinic;

    @Autowired
    LimitTests(ClinicClient clinic) {
        this.clinic = clinic;
    }

    @Test
    void aPatientIsRefusedWithTheTimeToWaitAfterThirtyBookings() {
        User patient = clinic.signUp();
        for (int i = 0; i < 30; i++) {
            clinic.as(patient).post("/appointments", "{}").expectStatus().isEqualTo(400);
        }

        clinic.as(patient)
                .post("/appointments", ClinicClient.BOOKING)
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void thePatientsDoNotCountForEachOther() {
        User greedy = clinic.signUp();
        for (int i = 0; i < 31; i++) {
            clinic.as(greedy).post("/appointments", "{}");
        }

        clinic.as(clinic.signUp()).book();
    }

    @Test
    void afterFiveWrongPasswordsNotEvenTheRightOneIsTried() {
        User patient = clinic.signUp();
        for (int i = 0; i < 5; i++) {
            clinic.as(patient.name(), "guess " + i)
                    .get("/appointments")
                    .expectStatus()
                    .isUnauthorized();
        }

        clinic.as(patient.name(), "guess 5").get("/appointments").expectStatus().isEqualTo(429);
        clinic.as(patient)
                .get("/appointments")
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER);
    }
}
