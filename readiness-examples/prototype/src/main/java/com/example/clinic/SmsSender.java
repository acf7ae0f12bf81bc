package com.example.clinic;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Sends text messages through a provider that charges for each. */
@Component
class SmsSender {

    static final String API_KEY = "test-sms-key-not-a-real-one";

    private final RestClient client;

    SmsSender(@Value("${clinic.sms.url}") String url) {
        this.client = RestClient.create(url);
    }

    void send(String to, String text) {
        client.post()
                .header("Authorization", "Bearer " + API_KEY)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Message(to, text))
                .retrieve()
                .toBodilessEntity();
    }

    record Message(String to, String text) {}
}
