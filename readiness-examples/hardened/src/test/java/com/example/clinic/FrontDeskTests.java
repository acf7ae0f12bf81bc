package com.example.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.clinic.ClinicClient.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ClinicTest
class FrontDeskTests {

    private final ClinicClient clinic;

    @Autowired
    FrontDeskTests(ClinicClient clinic) {
        this.clinic = clinic;
    }

    @ParameterizedTest
    @ValueSource(strings = {"grace", "alan"})
    void everyAdministratorHasAPasswordOfTheirOwn(String name) {
        User patient = clinic.signUp();
        clinic.as(patient).book();

        clinic.as(name, "test-password-of-" + name)
                .get("/admin")
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(page -> assertThat(page).contains(patient.name()));
    }

    @Test
    void theSharedPasswordOfThePrototypeOpensNothing() {
        clinic.as("admin", "admin123").get("/admin").expectStatus().isUnauthorized();
    }

    @Test
    void thePageIsNotForPatients() {
        clinic.as(clinic.signUp()).get("/admin").expectStatus().isForbidden();
    }

    @Test
    void whatAPatientWritesIsTextAndNotMarkup() {
        clinic.as(clinic.signUp())
                .post("/appointments", ClinicClient.BOOKING.replace("Cough", "<script>alert(1)</script>"))
                .expectStatus()
                .isCreated();

        clinic.as("grace", "test-password-of-grace")
                .get("/admin")
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("&lt;script&gt;").doesNotContain("<script>"));
    }
}
