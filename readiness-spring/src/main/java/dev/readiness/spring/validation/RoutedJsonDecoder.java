package dev.readiness.spring.validation;

import dev.readiness.spring.validation.PathLimits.JsonLimits;
import dev.readiness.spring.validation.ValidationProperties.NotFromRequestMode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.Hints;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.MimeType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON as the route of the request says. */
final class RoutedJsonDecoder extends JacksonJsonDecoder {

    private static final String LIMITS = RoutedJsonDecoder.class.getName() + ".limits";

    private final RequestLimits limits;

    private final @Nullable NotFromRequestMode notFromRequest;

    /** One for each way that a route reads JSON, of which there are as many as settings. */
    private final Map<JsonLimits, JacksonJsonDecoder> decoders = new ConcurrentHashMap<>();

    RoutedJsonDecoder(JsonMapper application, RequestLimits limits, @Nullable NotFromRequestMode notFromRequest) {
        super(application);
        this.limits = limits;
        this.notFromRequest = notFromRequest;
    }

    @Override
    public Map<String, Object> getDecodeHints(
            ResolvableType actualType,
            ResolvableType elementType,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        return Hints.merge(
                super.getDecodeHints(actualType, elementType, request, response),
                LIMITS,
                ReactiveLimits.of(limits, request).json());
    }

    @Override
    public Flux<Object> decode(
            Publisher<DataBuffer> input,
            ResolvableType type,
            @Nullable MimeType mimeType,
            @Nullable Map<String, Object> hints) {
        return decoder(hints).decode(input, type, mimeType, hints);
    }

    @Override
    public Mono<Object> decodeToMono(
            Publisher<DataBuffer> input,
            ResolvableType type,
            @Nullable MimeType mimeType,
            @Nullable Map<String, Object> hints) {
        return decoder(hints).decodeToMono(input, type, mimeType, hints);
    }

    @Override
    public Object decode(
            DataBuffer buffer, ResolvableType type, @Nullable MimeType mimeType, @Nullable Map<String, Object> hints) {
        return decoder(hints).decode(buffer, type, mimeType, hints);
    }

    private JacksonJsonDecoder decoder(@Nullable Map<String, Object> hints) {
        Object here = hints == null ? null : hints.get(LIMITS);
        return decoders.computeIfAbsent(
                here instanceof JsonLimits found ? found : limits.elsewhere().json(), key -> {
                    JacksonJsonDecoder decoder =
                            new JacksonJsonDecoder(RequestMapper.of(getMapper(), key, notFromRequest));
                    decoder.setMaxInMemorySize(getMaxInMemorySize()); // set after this decoder was made
                    return decoder;
                });
    }
}
