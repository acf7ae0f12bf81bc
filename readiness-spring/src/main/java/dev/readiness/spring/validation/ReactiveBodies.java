package dev.readiness.spring.validation;

import dev.readiness.validation.ProblemDocument;
import dev.readiness.validation.Violation;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;

/**
 * Counts and unpacks the bodies of requests to Spring WebFlux while they are read.
 *
 * <p>It stands before the exchange is made: an exchange reads forms and parts from the request that it was made with, past
 * whatever a filter puts in its place.
 */
final class ReactiveBodies implements HttpHandlerDecoratorFactory {

    private final RequestLimits limits;

    private final boolean unpack;

    ReactiveBodies(RequestLimits limits, boolean unpack) {
        this.limits = limits;
        this.unpack = unpack;
    }

    @Override
    public HttpHandler apply(HttpHandler handler) {
        return (request, response) -> {
            String path = request.getURI().getRawPath();
            String context = request.getPath().contextPath().value();
            long maxBytes = limits.maxBodyBytes(path, context);
            int maxParameters = isForm(request) ? limits.maxParameters(path, context) : Integer.MAX_VALUE;
            boolean packed = unpack && ContentCodings.isGzip(request.getHeaders());
            ServerHttpRequest limited = packed || maxBytes < Long.MAX_VALUE || maxParameters < Integer.MAX_VALUE
                    ? new LimitedRequest(request, maxBytes, maxParameters, packed)
                    : request;
            return handler.handle(limited, response);
        };
    }

    private static boolean isForm(ServerHttpRequest request) {
        String type = request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    private static final class LimitedRequest extends ServerHttpRequestDecorator {

        private final long maxBytes;

        private final int maxParameters;

        private final boolean packed;

        private final HttpHeaders headers;

        LimitedRequest(ServerHttpRequest request, long maxBytes, int maxParameters, boolean packed) {
            super(request);
            this.maxBytes = maxBytes;
            this.maxParameters = maxParameters;
            this.packed = packed;
            this.headers = packed ? ContentCodings.without(request.getHeaders()) : request.getHeaders();
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            Flux<DataBuffer> body = withinSize(super.getBody());
            if (packed) {
                body = withinSize(GzipBody.unpack(body, DefaultDataBufferFactory.sharedInstance));
            }
            return maxParameters < Integer.MAX_VALUE ? withinCount(body) : body;
        }

        private Flux<DataBuffer> withinSize(Flux<DataBuffer> body) {
            return Flux.defer(() -> {
                AtomicLong read = new AtomicLong();
                return body.handle((buffer, sink) -> {
                    if (read.addAndGet(buffer.readableByteCount()) > maxBytes) {
                        DataBufferUtils.release(buffer);
                        sink.error(new RefusedBodyException(ProblemDocument.bodyTooLarge(maxBytes)));
                    } else {
                        sink.next(buffer);
                    }
                });
            });
        }

        /** Counts the parameters of a form before anything is made of them. */
        private Flux<DataBuffer> withinCount(Flux<DataBuffer> body) {
            return Flux.defer(() -> {
                AtomicInteger read = new AtomicInteger(RequestCountWebFilter.parameters(getURI().getRawQuery()));
                AtomicInteger first = new AtomicInteger(1);
                return body.handle((buffer, sink) -> {
                    int found = ampersands(buffer) + (buffer.readableByteCount() > 0 ? first.getAndSet(0) : 0);
                    if (read.addAndGet(found) > maxParameters) {
                        DataBufferUtils.release(buffer);
                        sink.error(new RefusedBodyException(
                                ProblemDocument.tooManyParameters(Violation.In.FORM, maxParameters)));
                    } else {
                        sink.next(buffer);
                    }
                });
            });
        }

        private static int ampersands(DataBuffer buffer) {
            int count = 0;
            for (int i = buffer.readPosition(); i < buffer.writePosition(); i++) {
                if (buffer.getByte(i) == '&') {
                    count++;
                }
            }
            return count;
        }
    }
}
