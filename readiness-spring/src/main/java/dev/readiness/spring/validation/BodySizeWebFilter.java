package dev.readiness.spring.validation;

import dev.readiness.validation.ProblemDocument;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Refuses requests to Spring WebFlux whose body is larger than allowed, before it is read or at the first byte too many. */
final class BodySizeWebFilter implements WebFilter, Ordered {

    private static final int BEFORE_SECURITY = -110;

    private final RequestLimits limits;

    BodySizeWebFilter(RequestLimits limits) {
        this.limits = limits;
    }

    @Override
    public int getOrder() {
        return BEFORE_SECURITY;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String context = exchange.getRequest().getPath().contextPath().value();
        long maxBytes = limits.maxBodyBytes(exchange.getRequest().getURI().getRawPath(), context);
        if (exchange.getRequest().getHeaders().getContentLength() > maxBytes) {
            return ReactiveProblems.write(ProblemDocument.bodyTooLarge(maxBytes), exchange.getResponse());
        }
        return chain.filter(exchange.mutate()
                .request(new BoundedRequest(exchange, maxBytes))
                .build());
    }

    private static final class BoundedRequest extends ServerHttpRequestDecorator {

        private final long maxBytes;

        BoundedRequest(ServerWebExchange exchange, long maxBytes) {
            super(exchange.getRequest());
            this.maxBytes = maxBytes;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(() -> {
                AtomicLong read = new AtomicLong();
                return super.getBody().handle((buffer, sink) -> {
                    if (read.addAndGet(buffer.readableByteCount()) > maxBytes) {
                        DataBufferUtils.release(buffer);
                        sink.error(new TooLargeException(maxBytes));
                    } else {
                        sink.next(buffer);
                    }
                });
            });
        }
    }

    /** The body turned out to be larger than allowed while it was read. */
    static final class TooLargeException extends ResponseStatusException {

        private static final long serialVersionUID = 1L;

        private final long maxBytes;

        TooLargeException(long maxBytes) {
            super(
                    HttpStatusCode.valueOf(413),
                    null,
                    new IOException("Request body is larger than the " + maxBytes + " bytes allowed"));
            this.maxBytes = maxBytes;
        }

        long maxBytes() {
            return maxBytes;
        }
    }
}
