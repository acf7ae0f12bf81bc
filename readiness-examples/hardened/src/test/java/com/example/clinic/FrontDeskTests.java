package com.example.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.clinic.ClinicClient.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

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

    @Test
    void anAppointmentIsFoundByItsPhoneNumber() {
        User patient = clinic.signUp();
        clinic.as(patient)
                .post("/appointments", ClinicClient.BOOKING.replace("+15550100", "+15550177"))
                .expectStatus()
                .isCreated();
        User other = clinic.signUp();
        clinic.as(other).book();

        search("%2B15550177", clinic.as("grace", "test-password-of-grace"))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(page -> assertThat(page).contains(patient.name()).doesNotContain(other.name()));
    }

    @Test
    void whatIsNoPhoneNumberIsNotLookedFor() {
        search("no+number", clinic.as("grace", "test-password-of-grace"))
                .expectStatus()
                .isBadRequest();
        search("%2B15550177", clinic.as(clinic.signUp())).expectStatus().isForbidden();
    }

    private static ResponseSpec search(String phone, ClinicClient.Session session) {
        return session.send(HttpMethod.POST, "/admin/search", MediaType.APPLICATION_FORM_URLENCODED, "phone=" + phone);
    }
}
