package com.example.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.clinic.ClinicClient.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

@ClinicTest
class OperationsTests {

    private final ClinicClient clinic;

    @Autowired
    OperationsTests(ClinicClient clinic) {
        this.clinic = clinic;
    }

    @Test
    void readinessIncludesTheDatabase() {
        clinic.actuator("/health/readiness")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.components.db.status")
                .isEqualTo("UP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/hardening", "/actuator/auditevents"})
    void theActuatorDoesNotListenWherePatientsAre(String path) {
        clinic.anonymous().get(path).expectStatus().isUnauthorized();
        clinic.as(clinic.signUp()).get(path).expectStatus().isNotFound();
    }

    @Test
    void theAuditTrailTellsWhoBookedWhat() {
        User patient = clinic.signUp();
        String location = clinic.as(patient).book();

        clinic.actuator("/auditevents?type=appointment.book&principal=" + patient.name())
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(trail -> assertThat(trail)
                        .contains(patient.name(), "SUCCESS", location.substring("/appointments/".length())));
    }

    @Test
    void theHardeningReportSpeaksOfTheBookingSlice() {
        clinic.actuator("/hardening", MediaType.APPLICATION_JSON)
                .expectBody()
                .jsonPath("$.slices[0].name")
                .isEqualTo("booking")
                .jsonPath("$.slices[0].stage")
                .isEqualTo("skateboard");
    }

    @Test
    void theHardeningReportIsAPageToo() {
        clinic.actuator("/hardening", MediaType.TEXT_HTML)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_HTML)
                .expectBody(String.class)
                .value(page -> assertThat(page).startsWith("<!doctype html>").contains("POST /appointments"));
    }
}
