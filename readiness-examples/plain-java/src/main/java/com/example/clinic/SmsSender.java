package com.example.clinic;

import dev.readiness.ratelimit.OutboundLimitExceededException;
import dev.readiness.ratelimit.OutboundRateLimiter;
import dev.readiness.secrets.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Sends text messages through a provider that charges for each. */
final class SmsSender {

    private static final Logger logger = LoggerFactory.getLogger(SmsSender.class);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI url;
    private final Secret apiKey;
    private final OutboundRateLimiter limiter;

    SmsSender(URI url, Secret apiKey, OutboundRateLimiter limiter) {
        this.url = url;
        this.apiKey = apiKey;
        this.limiter = limiter;
    }

    /** Returns whether the provider took the message. An appointment stands without one, so the caller must say so. */
    boolean send(String to, String text) {
        try {
            limiter.acquire();
            int status =
                    client.send(request(to, text), BodyHandlers.discarding()).statusCode();
            if (status >= 300) {
                logger.error("The SMS provider answered {}", status);
            }
            return status < 300;
        } catch (IOException | OutboundLimitExceededException e) {
            logger.error("A message was not sent", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpRequest request(String to, String text) {
        String json = JsonMapper.shared().writeValueAsString(Map.of("to", to, "text", text));
        return HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(3))
                .header("Authorization", "Bearer " + apiKey.reveal())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
    }
}
