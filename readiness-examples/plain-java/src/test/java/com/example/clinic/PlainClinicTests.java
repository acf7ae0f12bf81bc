package com.example.clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.example.smsprovider.SmsProviderStandIn;
import dev.readiness.secrets.MissingSecretsException;
import dev.readiness.secrets.SecretSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainClinicTests {

    private static final String BOOKING = """
            {"start": "2031-05-06T10:30", "reason": "Cough", "phone": "+15550100"}""";
    private static final String PASSWORD = "test-password-of-the-front-desk";

    @TempDir
    private Path data;

    private final HttpClient client = HttpClient.newHttpClient();
    private SmsProviderStandIn smsProvider;
    private PlainClinic clinic;

    @BeforeEach
    void open() throws IOException {
        smsProvider = new SmsProviderStandIn(0, "test-sms-key-not-a-real-one");
        clinic = PlainClinic.open(data, 0, URI.create(smsProvider.url()), secrets());
    }

    @AfterEach
    void close() {
        clinic.close();
        smsProvider.close();
    }

    @Test
    void aBookingIsKeptConfirmedAndRecorded() throws Exception {
        HttpResponse<String> booked = book(BOOKING);

        assertThat(booked.statusCode()).isEqualTo(201);
        assertThat(booked.body()).contains("\"smsSent\":true");
        assertThat(get(booked.headers().firstValue("Location").orElseThrow()).body())
                .contains("Cough");
        assertThat(smsProvider.messages()).singleElement().asString().contains("+15550100");
        assertThat(data.resolve("audit.jsonl")).content().contains("appointment.book", PlainClinic.FRONT_DESK);
    }

    @Test
    void appointmentsOutliveTheProcess() throws Exception {
        String location = book(BOOKING).headers().firstValue("Location").orElseThrow();
        clinic.close();

        clinic = PlainClinic.open(data, 0, URI.create(smsProvider.url()), secrets());

        assertThat(get(location).statusCode()).isEqualTo(200);
    }

    @Test
    void aProviderThatIsDownIsToldToTheCaller() throws Exception {
        smsProvider.close();

        HttpResponse<String> booked = book(BOOKING);

        assertThat(booked.statusCode()).isEqualTo(201);
        assertThat(booked.body()).contains("\"smsSent\":false");
    }

    @Test
    void badFieldsAreNamedInAProblemDocument() throws Exception {
        HttpResponse<String> refused = book("{\"start\": \"2001-05-06T10:30\", \"reason\": \"\"}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.body()).contains("/start", "/reason", "/phone");
    }

    @Test
    void unreadableBodiesAreRefused() throws Exception {
        assertThat(book("{\"start\": ").statusCode()).isEqualTo(400);
        assertThat(book("{\"start\": \"tomorrow\"}").body()).contains("/start", "type-mismatch");
        assertThat(book("null").statusCode()).isEqualTo(400);
        assertThat(book(BOOKING.replace("Cough", "x".repeat(20_000))).statusCode())
                .isEqualTo(413);
    }

    @Test
    void aLoginThatCannotBeReadIsRefused() throws Exception {
        for (String credentials : List.of("Basic !!!", "Basic YWRh", "Basic", "Bearer abc")) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + clinic.port() + "/appointments/1"))
                    .header("Authorization", credentials)
                    .build();

            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .as(credentials)
                    .isEqualTo(401);
        }
    }

    @Test
    void theThirtyFirstBookingOfAMinuteIsRefused() throws Exception {
        for (int i = 0; i < 30; i++) {
            assertThat(book("{}").statusCode()).isEqualTo(400);
        }

        HttpResponse<String> refused = book(BOOKING);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void aWrongPasswordOpensNothing() throws Exception {
        assertThat(send("POST", "/appointments", "guess", BOOKING).statusCode()).isEqualTo(401);
    }

    @Test
    void whatDoesNotExistIsNotFound() throws Exception {
        assertThat(get("/appointments/4711").statusCode()).isEqualTo(404);
        assertThat(get("/appointments/mine").statusCode()).isEqualTo(404);
    }

    @Test
    void readinessIncludesTheDatabase() throws Exception {
        assertThat(get("/health/ready").body()).contains("UP");
    }

    @Test
    void everyMissingSecretIsNamed(@TempDir Path empty) {
        assertThatExceptionOfType(MissingSecretsException.class)
                .isThrownBy(() -> PlainClinic.open(
                        empty, 0, URI.create(smsProvider.url()), List.of(SecretSource.directory(empty))))
                .withMessageContainingAll("SMS_API_KEY", "FRONT_DESK_PASSWORD");
        assertThat(empty).isEmptyDirectory();
    }

    private static List<SecretSource> secrets() {
        return List.of(SecretSource.directory(Path.of("config/secrets-dev")));
    }

    private HttpResponse<String> book(String json) throws IOException, InterruptedException {
        return send("POST", "/appointments", PASSWORD, json);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, PASSWORD, "");
    }

    private HttpResponse<String> send(String method, String path, String password, String body)
            throws IOException, InterruptedException {
        byte[] credentials = (PlainClinic.FRONT_DESK + ":" + password).getBytes(StandardCharsets.UTF_8);
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + clinic.port() + path))
                        .method(method, BodyPublishers.ofString(body))
                        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                        .build(),
                BodyHandlers.ofString());
    }
}
