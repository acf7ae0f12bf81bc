package dev.readiness.spring.validation;

import dev.readiness.spring.validation.ValidationProperties.CompressedBodies;
import dev.readiness.validation.ProblemDocument;
import dev.readiness.validation.Violation;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final Logger LOG = LoggerFactory.getLogger(ReactiveBodies.class);

    /** Where Reactor looks for what becomes of a failure that nobody listens to any more. */
    private static final String DROPPED = "reactor.onErrorDropped.local";

    private final RequestLimits limits;

    ReactiveBodies(RequestLimits limits) {
        this.limits = limits;
    }

    @Override
    public HttpHandler apply(HttpHandler handler) {
        return (request, response) -> {
            PathLimits here = ReactiveLimits.of(limits, request);
            long maxBytes = here.maxBodyBytes();
            int maxParameters = isForm(request) ? here.maxParameters() : Integer.MAX_VALUE;
            boolean packed =
                    here.compressedBodies() == CompressedBodies.UNPACK && ContentCodings.isGzip(request.getHeaders());
            ServerHttpRequest limited = packed || maxBytes < Long.MAX_VALUE || maxParameters < Integer.MAX_VALUE
                    ? new LimitedRequest(request, maxBytes, maxParameters, packed)
                    : request;
            return handler.handle(limited, response)
                    .contextWrite(known -> known.put(DROPPED, (Consumer<Throwable>) ReactiveBodies::dropped));
        };
    }

    /**
     * Spring's reader of multipart requests fails twice when a body fails, once for the part and once for all; the second time
     * nobody listens any more, which Reactor would report as an error of the server.
     */
    private static void dropped(Throwable failure) {
        if (RefusedBodyException.in(failure) != null || ClientFaults.statusOf(failure, null) != ClientFaults.NONE) {
            LOG.debug("A request was refused already", failure);
        } else {
            LOG.error("A failure came too late for an answer", failure);
        }
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

        /** Those of the exchange are kept for Spring's own requests only, and a request that is not its own has none. */
        private final Map<String, Object> attributes = new ConcurrentHashMap<>();

        LimitedRequest(ServerHttpRequest request, long maxBytes, int maxParameters, boolean packed) {
            super(request);
            this.maxBytes = maxBytes;
            this.maxParameters = maxParameters;
            this.packed = packed;
            this.headers = packed ? ContentCodings.without(request.getHeaders()) : request.getHeaders();
        }

        @Override
        public Map<String, Object> getAttributes() {
            return attributes;
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
                        sink.next(ownCopy(buffer));
                    }
                });
            });
        }

        /** Spring's readers of streams of JSON and of parts may release a buffer twice when they fail; this one bears it. */
        private static DataBuffer ownCopy(DataBuffer buffer) {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            DataBufferUtils.release(buffer);
            return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
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
