package dev.readiness.spring.validation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.readiness.spring.validation.PathLimits.JsonLimits;
import dev.readiness.spring.validation.ValidationProperties.NotFromRequestMode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.Hints;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.Jackson2JsonDecoder;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.MimeType;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets Spring WebFlux read JSON by a stricter mapper, where it reads JSON with Jackson 2; see {@link ReactiveJsonCodecs}. */
@SuppressWarnings({"deprecation", "removal"}) // since Spring Framework 7, but Spring Boot 3.5 has nothing else
final class Jackson2Codecs implements WebFluxConfigurer, KeptOutOfJson, Ordered {

    private final @Nullable ObjectMapper mapper;

    private final RequestLimits limits;

    private final @Nullable NotFromRequestMode notFromRequest;

    Jackson2Codecs(@Nullable ObjectMapper mapper, RequestLimits limits, @Nullable NotFromRequestMode notFromRequest) {
        this.mapper = mapper;
        this.limits = limits;
        this.notFromRequest = notFromRequest;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE; // after whoever chooses a mapper
    }

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
        if (mapper != null) {
            configurer.defaultCodecs().jackson2JsonDecoder(new RoutedDecoder(mapper, limits, notFromRequest));
        }
    }

    @Override
    public boolean isKeptOut(Class<?> type, String property) {
        return mapper != null && notFromRequest != null && KeptOutFields.isKeptOut(type, property);
    }

    /** Reads JSON as the route of the request says. */
    private static final class RoutedDecoder extends Jackson2JsonDecoder {

        private static final String LIMITS = Jackson2Codecs.class.getName() + ".limits";

        private final ObjectMapper application;

        private final RequestLimits limits;

        private final @Nullable NotFromRequestMode notFromRequest;

        /** One for each way that a route reads JSON, of which there are as many as settings. */
        private final Map<JsonLimits, Jackson2JsonDecoder> decoders = new ConcurrentHashMap<>();

        RoutedDecoder(ObjectMapper application, RequestLimits limits, @Nullable NotFromRequestMode notFromRequest) {
            super(application);
            this.application = application;
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
                DataBuffer buffer,
                ResolvableType type,
                @Nullable MimeType mimeType,
                @Nullable Map<String, Object> hints) {
            return decoder(hints).decode(buffer, type, mimeType, hints);
        }

        private Jackson2JsonDecoder decoder(@Nullable Map<String, Object> hints) {
            Object here = hints == null ? null : hints.get(LIMITS);
            return decoders.computeIfAbsent(
                    here instanceof JsonLimits found
                            ? found
                            : limits.elsewhere().json(),
                    key -> {
                        Jackson2JsonDecoder decoder =
                                new Jackson2JsonDecoder(Jackson2Mapper.of(application, key, notFromRequest));
                        decoder.setMaxInMemorySize(getMaxInMemorySize()); // set after this decoder was made
                        return decoder;
                    });
        }
    }
}
