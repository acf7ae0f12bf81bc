package com.example.clinic;

import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.ExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** What patients, the front desk and the operator send. */
final class ClinicClient {

    static final String BOOKING = """
            {"start": "2031-05-06T10:30", "reason": "Cough", "phone": "+15550100"}""";

    private final RestTestClient clinic;
    private final RestTestClient actuator;

    ClinicClient(String port, String managementPort) {
        this.clinic = RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build();
        this.actuator = RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + managementPort + "/actuator")
                .build();
    }

    /** Signs up somebody new. */
    User signUp() {
        User patient = new User("ada-" + UUID.randomUUID() + "@example.com", "correct horse battery");
        anonymous()
                .post("/signup", """
                        {"name": "Ada", "email": "%s", "password": "%s"}""".formatted(patient.name(), patient.password()))
                .expectStatus()
                .isCreated();
        return patient;
    }

    Session anonymous() {
        return new Session(null);
    }

    Session as(User user) {
        return new Session(user);
    }

    Session as(String name, String password) {
        return as(new User(name, password));
    }

    ResponseSpec actuator(String path, MediaType... accepted) {
        return actuator.get().uri(path).accept(accepted).exchange();
    }

    /** Somebody with a password. */
    record User(String name, String password) {}

    /** The requests of one user, or of nobody. */
    final class Session {

        private final User user;

        private Session(User user) {
            this.user = user;
        }

        /** Books, expects that it works, and returns where the appointment is. */
        String book() {
            ExchangeResult result =
                    post("/appointments", BOOKING).expectStatus().isCreated().returnResult();
            return result.getResponseHeaders().getFirst(HttpHeaders.LOCATION);
        }

        ResponseSpec get(String path) {
            return clinic.get().uri(path).headers(this::logIn).exchange();
        }

        ResponseSpec delete(String path) {
            return clinic.delete().uri(path).headers(this::logIn).exchange();
        }

        ResponseSpec post(String path, String json) {
            return send(HttpMethod.POST, path, MediaType.APPLICATION_JSON, json);
        }

        ResponseSpec send(HttpMethod method, String path, MediaType type, String body) {
            return clinic.method(method)
                    .uri(path)
                    .headers(this::logIn)
                    .contentType(type)
                    .body(body)
                    .exchange();
        }

        private void logIn(HttpHeaders headers) {
            if (user != null) {
                headers.setBasicAuth(user.name(), user.password());
            }
        }
    }
}
