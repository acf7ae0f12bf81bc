package dev.readiness.spring.observability;

import dev.readiness.observability.Correlation;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Sends the {@link Correlation} that is open along with a call, unless the caller has said something else.
 *
 * <p>Clients that are beans, {@code RestClient.Builder} and {@code RestTemplate}, have it already where
 * {@code readiness.observability.correlation} is on; it is named here for clients that are made by hand. Without an open
 * correlation it changes nothing. Safe for use by many threads.
 */
public final class CorrelationInterceptor implements ClientHttpRequestInterceptor {

    /** Creates an interceptor. */
    public CorrelationInterceptor() {}

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        Correlation.current().ifPresent(correlation -> {
            HttpHeaders headers = request.getHeaders();
            setIfAbsent(headers, Correlation.ID_FIELD, correlation.id());
            setIfAbsent(headers, Correlation.TRACE_FIELD, correlation.traceParent());
        });
        return execution.execute(request, body);
    }

    private static void setIfAbsent(HttpHeaders headers, String field, String value) {
        if (headers.getFirst(field) == null) {
            headers.set(field, value);
        }
    }
}
