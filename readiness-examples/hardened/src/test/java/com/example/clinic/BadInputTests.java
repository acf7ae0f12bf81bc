package com.example.clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.example.clinic.ClinicClient.User;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@ClinicTest
class BadInputTests {

    private final ClinicClient clinic;

    @Autowired
    BadInputTests(ClinicClient clinic) {
        this.clinic = clinic;
    }

    static Stream<Arguments> badBookings() {
        return Stream.of(
                argumentSet("malformed JSON", "{\"start\": ", ""),
                argumentSet("not an object", "[]", ""),
                argumentSet("no field at all", "{}", "/start"),
                argumentSet(
                        "wrong type of date", ClinicClient.BOOKING.replace("2031-05-06T10:30", "tomorrow"), "/start"),
                argumentSet("past", ClinicClient.BOOKING.replace("2031", "2001"), "/start"),
                argumentSet(
                        "year that no database knows",
                        ClinicClient.BOOKING.replace("2031-05-06", "+999999999-12-31"),
                        "/start"),
                argumentSet("control character", ClinicClient.BOOKING.replace("Cough", "\\u0000"), "/reason"),
                argumentSet("line break", ClinicClient.BOOKING.replace("Cough", "Cough\\nForged"), "/reason"),
                argumentSet("half a character", ClinicClient.BOOKING.replace("Cough", "\\ud800"), "/reason"),
                argumentSet("wrong type of text", ClinicClient.BOOKING.replace("\"Cough\"", "{}"), "/reason"),
                argumentSet("blank reason", ClinicClient.BOOKING.replace("Cough", " "), "/reason"),
                argumentSet("long reason", ClinicClient.BOOKING.replace("Cough", "x".repeat(201)), "/reason"),
                argumentSet("no phone number", ClinicClient.BOOKING.replace("+15550100", "call me"), "/phone"));
    }

    @ParameterizedTest
    @MethodSource("badBookings")
    void aBadBookingIsRefusedWithTheNameOfTheField(String json, String pointer) {
        expectProblem(clinic.as(clinic.signUp()).post("/appointments", json), 400, "\"pointer\":\"" + pointer + "\"");
    }

    @Test
    void everyBadFieldOfASignUpIsNamedAtOnce() {
        expectProblem(clinic.anonymous().post("/signup", """
                        {"name": "", "email": "ada", "password": "letmein"}"""), 400, "/name", "/email", "/password");
    }

    @Test
    void aPasswordIsNotRepeated() {
        clinic.anonymous()
                .post("/signup", """
                        {"name": "Ada", "email": "ada@example.com", "password": "letmein"}""")
                .expectBody(String.class)
                .value(body -> assertThat(body).contains("/password").doesNotContain("letmein"));
    }

    @Test
    void aPasswordThatBCryptWouldRefuseIsRefusedBefore() {
        String thirtyCharactersInNinetyBytes = "\u0e01".repeat(30);

        expectProblem(
                clinic.anonymous().post("/signup", """
                        {"name": "Ada", "email": "ada@example.com", "password": "%s"}""".formatted(thirtyCharactersInNinetyBytes)), 400, "/password");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        String large = ClinicClient.BOOKING.replace("Cough", "x".repeat(20_000));

        expectProblem(clinic.as(clinic.signUp()).post("/appointments", large), 413);
    }

    @Test
    void anIdThatIsNoNumberIsRefused() {
        expectProblem(clinic.as(clinic.signUp()).get("/appointments/mine"), 400, "/id");
    }

    @Test
    void aBodyThatIsNotJsonIsRefused() {
        User patient = clinic.signUp();

        expectProblem(clinic.as(patient).send(HttpMethod.POST, "/appointments", MediaType.TEXT_PLAIN, "Cough"), 415);
    }

    @Test
    void aMethodThatDoesNotExistIsRefused() {
        User patient = clinic.signUp();

        expectProblem(clinic.as(patient).send(HttpMethod.PUT, "/appointments", MediaType.APPLICATION_JSON, "{}"), 405);
    }

    @Test
    void whatDoesNotExistIsAProblemToo() {
        expectProblem(clinic.as(clinic.signUp()).get("/appointments/0"), 404);
        expectProblem(clinic.as(clinic.signUp()).get("/invoices"), 404);
    }

    @Test
    void aMissingLoginIsAProblemToo() {
        expectProblem(clinic.anonymous().get("/appointments"), 401);
    }

    private static void expectProblem(ResponseSpec answer, int status, String... parts) {
        answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(String.class)
                .value(body -> {
                    assertThat(parts).allMatch(body::contains);
                    assertThat(body)
                            .contains("\"status\":" + status)
                            .doesNotContain("Exception", "\tat ", "com.example", "springframework", "hibernate");
                });
    }
}
