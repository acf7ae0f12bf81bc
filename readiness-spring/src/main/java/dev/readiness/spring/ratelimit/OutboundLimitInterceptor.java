package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.OutboundLimitExceededException;
import dev.readiness.ratelimit.OutboundRateLimiter;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Sends what a {@code RestClient} or {@code RestTemplate} sends only as often as an outbound limit permits, and learns from the
 * answers. Above the limit it throws {@link OutboundLimitExceededException}. Safe for use by many threads.
 */
public final class OutboundLimitInterceptor implements ClientHttpRequestInterceptor {

    private final OutboundRateLimiter limiter;

    private OutboundLimitInterceptor(OutboundRateLimiter limiter) {
        this.limiter = limiter;
    }

    /** Returns an interceptor that asks {@code limiter}. */
    public static OutboundLimitInterceptor of(OutboundRateLimiter limiter) {
        return new OutboundLimitInterceptor(Objects.requireNonNull(limiter, "limiter"));
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        limiter.acquire();
        ClientHttpResponse response = execution.execute(request, body);
        limiter.answered(
                response.getStatusCode().value(), field -> response.getHeaders().getFirst(field));
        return response;
    }
}
