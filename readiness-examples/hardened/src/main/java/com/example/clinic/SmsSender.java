package com.example.clinic;

import dev.readiness.ratelimit.OutboundLimitExceededException;
import dev.readiness.ratelimit.OutboundRateLimiters;
import dev.readiness.spring.observability.CorrelationInterceptor;
import dev.readiness.spring.ratelimit.OutboundLimitInterceptor;
import java.net.http.HttpClient;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Sends text messages through a provider that charges for each. */
@Component
class SmsSender {

    private static final Logger logger = LoggerFactory.getLogger(SmsSender.class);

    private final RestClient client;
    private final String apiKey;

    SmsSender(
            @Value("${clinic.sms.url}") String url,
            @Value("${clinic.sms.api-key}") String apiKey,
            OutboundRateLimiters limiters) {
        this.client = RestClient.builder()
                .baseUrl(url)
                .requestFactory(impatient())
                .requestInterceptor(new CorrelationInterceptor())
                .requestInterceptor(OutboundLimitInterceptor.of(limiters.named("sms")))
                .build();
        this.apiKey = apiKey;
    }

    /** Returns whether the provider took the message. An appointment stands without one, so the caller must say so. */
    boolean send(String to, String text) {
        try {
            client.post()
                    .header("Authorization", "Bearer " + apiKey)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(new Message(to, text))
                    .retrieve()
                    .toBodilessEntity();
            return true;
        } catch (RestClientException | OutboundLimitExceededException e) {
            logger.error("A message was not sent", e);
            return false;
        }
    }

    /** A patient waits for the answer, so the provider has little time. */
    private static ClientHttpRequestFactory impatient() {
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build());
        factory.setReadTimeout(Duration.ofSeconds(3));
        return factory;
    }

    record Message(String to, String text) {}
}
