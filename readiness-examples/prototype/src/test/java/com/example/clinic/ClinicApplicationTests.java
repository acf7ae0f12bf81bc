package com.example.clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.example.smsprovider.SmsProviderStandIn;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.web.servlet.client.RestTestClient;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.datasource.url=jdbc:h2:mem:clinic", "clinic.sms.stand-in.port=0"})
class ClinicApplicationTests {

    private static final Map<String, String> BOOKING =
            Map.of("start", "2031-05-06T10:30:00", "reason", "Cough", "phone", "+15550100");

    private RestTestClient client;

    @TestConfiguration
    static class SmsProviderConfig {

        @Bean
        DynamicPropertyRegistrar smsUrl(SmsProviderStandIn smsProvider) {
            return registry -> registry.add("clinic.sms.url", smsProvider::url);
        }
    }

    @BeforeEach
    void signUp(@Autowired PatientRepository patients, @LocalServerPort int port) {
        patients.deleteAll();
        client = RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build();
        client.post()
                .uri("/signup")
                .body(Map.of("name", "Ada", "email", "ada@example.com", "password", "correct horse"))
                .exchange()
                .expectStatus()
                .isCreated();
    }

    @Test
    void aPatientBooksAndGetsTheConfirmation() {
        String location = book();

        client.get()
                .uri(location)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.patient")
                .isEqualTo("ada@example.com")
                .jsonPath("$.start")
                .isEqualTo("2031-05-06T10:30:00");
    }

    @Test
    void aBookingIsConfirmedBySms(@Autowired SmsProviderStandIn smsProvider) {
        book();

        assertThat(smsProvider.messages()).last(STRING).contains("+15550100", "2031-05-06T10:30");
    }

    @Test
    void aBookingNeedsALogin() {
        client.post()
                .uri("/appointments")
                .body(BOOKING)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void aCancelledAppointmentIsGone() {
        String location = book();

        client.delete().uri(location).exchange().expectStatus().isNoContent();

        client.get().uri(location).exchange().expectStatus().isNotFound();
    }

    @Test
    void theAdminPageListsAppointments() {
        book();

        client.get()
                .uri("/admin")
                .headers(headers -> headers.setBasicAuth("admin", "admin123"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("ada@example.com"));
    }

    @Test
    void theAdminPageIsNotForPatients() {
        client.get()
                .uri("/admin")
                .headers(ClinicApplicationTests::asPatient)
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private String book() {
        return client.post()
                .uri("/appointments")
                .headers(ClinicApplicationTests::asPatient)
                .body(BOOKING)
                .exchange()
                .expectStatus()
                .isCreated()
                .returnResult()
                .getResponseHeaders()
                .getFirst(HttpHeaders.LOCATION);
    }

    private static void asPatient(HttpHeaders headers) {
        headers.setBasicAuth("ada@example.com", "correct horse");
    }
}
