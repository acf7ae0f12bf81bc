package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.OutboundLimitExceededException;
import dev.readiness.ratelimit.OutboundRateLimiter;
import java.time.Duration;
import java.util.Objects;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/**
 * Sends what a {@code WebClient} sends only as often as an outbound limit permits, and learns from the answers. Above the limit
 * the answer is {@link OutboundLimitExceededException}. It never blocks. Safe for use by many threads.
 */
public final class OutboundLimitFilterFunction implements ExchangeFilterFunction {

    private final OutboundRateLimiter limiter;

    private OutboundLimitFilterFunction(OutboundRateLimiter limiter) {
        this.limiter = limiter;
    }

    /** Returns a filter that asks {@code limiter}. */
    public static OutboundLimitFilterFunction of(OutboundRateLimiter limiter) {
        return new OutboundLimitFilterFunction(Objects.requireNonNull(limiter, "limiter"));
    }

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        return Mono.defer(() -> {
            Duration wait = limiter.reserve();
            Mono<ClientResponse> call = next.exchange(request).doOnNext(this::learn);
            return wait.isZero() ? call : Mono.delay(wait).then(call);
        });
    }

    private void learn(ClientResponse response) {
        limiter.answered(
                response.statusCode().value(),
                field -> response.headers().asHttpHeaders().getFirst(field));
    }
}
