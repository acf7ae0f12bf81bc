package dev.readiness.spring.validation;

import org.springframework.core.Ordered;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Lets Spring WebFlux read JSON by a stricter mapper, the same for all paths. */
final class ReactiveJsonCodecs implements WebFluxConfigurer, KeptOutOfJson, Ordered {

    private final JsonMapper mapper;

    private final ValidationProperties properties;

    ReactiveJsonCodecs(JsonMapper mapper, ValidationProperties properties) {
        this.mapper = mapper;
        this.properties = properties;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE; // after whoever chooses a mapper
    }

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
        configurer
                .defaultCodecs()
                .jacksonJsonDecoder(new JacksonJsonDecoder(
                        RequestMapper.of(mapper, properties.json(), properties.notFromRequest())));
    }

    @Override
    public boolean isKeptOut(Class<?> type, String property) {
        return properties.notFromRequest() != null && KeptOutFields.isKeptOut(type, property);
    }
}
