package dev.readiness.spring.validation;

import dev.readiness.spring.validation.ValidationProperties.NotFromRequestMode;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Lets Spring WebFlux read JSON by a stricter mapper. */
final class ReactiveJsonCodecs implements WebFluxConfigurer, KeptOutOfJson, Ordered {

    private final @Nullable JsonMapper mapper;

    private final RequestLimits limits;

    private final @Nullable NotFromRequestMode notFromRequest;

    ReactiveJsonCodecs(@Nullable JsonMapper mapper, RequestLimits limits, @Nullable NotFromRequestMode notFromRequest) {
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
            configurer.defaultCodecs().jacksonJsonDecoder(new RoutedJsonDecoder(mapper, limits, notFromRequest));
        }
    }

    @Override
    public boolean isKeptOut(Class<?> type, String property) {
        return notFromRequest != null && KeptOutFields.isKeptOut(type, property);
    }
}
