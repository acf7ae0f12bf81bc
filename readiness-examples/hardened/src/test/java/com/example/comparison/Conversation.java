package com.example.comparison;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The same requests, always in the same order, to whichever application. */
final class Conversation {

    private static final String ADA = "ada@example.com:correct horse";
    private static final String SIGN_UP = """
            {"name": "Ada", "email": "ada@example.com", "password": "correct horse"}""";
    private static final String BOOKING = """
            {"start": "2031-05-06T10:30", "reason": "Cough", "phone": "+15550100"}""";

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Answer> answers = new ArrayList<>();
    private final String origin;

    private Conversation(int port) {
        this.origin = "http://127.0.0.1:" + port;
    }

    static List<Answer> with(int port) throws IOException, InterruptedException {
        Conversation conversation = new Conversation(port);
        conversation.signUp();
        conversation.book();
        conversation.look();
        conversation.cancel();
        return conversation.answers;
    }

    private void signUp() throws IOException, InterruptedException {
        send("POST", "/signup", "", SIGN_UP);
        send("POST", "/signup", "", SIGN_UP);
        send("POST", "/signup", "", "{}");
        send("POST", "/signup", "", "{\"name\": ");
        send("POST", "/signup", "", "x".repeat(100_000));
        send("GET", "/signup", "", "");
    }

    private void book() throws IOException, InterruptedException {
        send("POST", "/appointments", "", BOOKING);
        send("POST", "/appointments", "ada@example.com:wrong", BOOKING);
        for (int i = 0; i < 40; i++) {
            send("POST", "/appointments", ADA, BOOKING);
        }
        send("POST", "/appointments", ADA, BOOKING.replace("2031", "2001"));
        send("POST", "/appointments", ADA, BOOKING.replace("2031-05-06T10:30", "tomorrow"));
        send("POST", "/appointments", ADA, BOOKING.replace("Cough", "x".repeat(300)));
        send("PUT", "/appointments", ADA, BOOKING);
    }

    private void look() throws IOException, InterruptedException {
        send("GET", "/appointments", "", "");
        send("GET", "/appointments/1", "", "");
        send("HEAD", "/appointments/1", "", "");
        send("OPTIONS", "/appointments/1", "", "");
        send("GET", "/appointments/mine", "", "");
        send("GET", "/appointments/4711", "", "");
        send("GET", "/admin", "", "");
        send("GET", "/admin", ADA, "");
        send("GET", "/admin", "admin:admin123", "");
        send("GET", "/error", "", "");
        send("GET", "/actuator/hardening", "", "");
        send("GET", "/nothing", "", "");
    }

    private void cancel() throws IOException, InterruptedException {
        send("DELETE", "/appointments/1", "", "");
        send("DELETE", "/appointments/1", "", "");
        send("GET", "/appointments/1", "", "");
    }

    private void send(String method, String path, String login, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!login.isEmpty()) {
            byte[] credentials = login.getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        }
        answers.add(Answer.of(
                answers.size() + " " + method + " " + path, client.send(request.build(), BodyHandlers.ofString())));
    }
}
