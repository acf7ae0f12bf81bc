package dev.readiness.spring.validation;

import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.multipart.MultipartHttpMessageReader;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** Puts the limits of multipart requests before what Spring WebFlux reads them with. */
final class ReactiveParts implements WebFluxConfigurer {

    private final RequestLimits limits;

    ReactiveParts(RequestLimits limits) {
        this.limits = limits;
    }

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
        LimitedPartReader reader = new LimitedPartReader(limits);
        configurer.customCodecs().registerWithDefaultConfig(reader);
        configurer.customCodecs().registerWithDefaultConfig(new LimitedPartEventReader(limits));
        configurer.defaultCodecs().multipartReader(new MultipartHttpMessageReader(reader));
    }
}
