package dev.readiness.spring.observability;

import dev.readiness.observability.Correlation;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/**
 * Sends the {@link Correlation} of Reactor's context, or the one that is open on the thread, along with a call of
 * {@code WebClient}, unless the caller has said something else.
 *
 * <p>Each {@code WebClient.Builder} that is a bean has it already where {@code readiness.observability.correlation} is on; it
 * is named here for clients that are made by hand. Without a correlation it changes nothing. Safe for use by many threads.
 */
public final class CorrelationFilterFunction implements ExchangeFilterFunction {

    /** Creates a filter. */
    public CorrelationFilterFunction() {}

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        return Mono.deferContextual(context -> {
            Correlation correlation = context.hasKey(Correlation.class)
                    ? context.get(Correlation.class)
                    : Correlation.current().orElse(null);
            return next.exchange(
                    correlation == null
                            ? request
                            : ClientRequest.from(request)
                                    .headers(headers -> {
                                        setIfAbsent(headers, Correlation.ID_FIELD, correlation.id());
                                        setIfAbsent(headers, Correlation.TRACE_FIELD, correlation.traceParent());
                                    })
                                    .build());
        });
    }

    private static void setIfAbsent(HttpHeaders headers, String field, String value) {
        if (headers.getFirst(field) == null) {
            headers.set(field, value);
        }
    }
}
