package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;

/** Which other sites may read answers, as the running filters and handler mappings of WebFlux say it. */
final class ReactiveSharedOrigins {

    private final ListableBeanFactory beans;

    private final WebFilterChainOracle chains;

    ReactiveSharedOrigins(ListableBeanFactory beans, WebFilterChainOracle chains) {
        this.beans = beans;
        this.chains = chains;
    }

    /** Returns what applies to a request of {@code endpoint}. */
    SharedWith of(Endpoint endpoint) {
        return new SharedWith(asked(ofFilters(endpoint), endpoint), asked(ofMappings(), endpoint));
    }

    private List<CorsConfiguration> asked(Stream<CorsConfigurationSource> sources, Endpoint endpoint) {
        List<CorsConfigurationSource> all = sources.toList();
        return chains.exchangeTo(endpoint).stream()
                .flatMap(exchange -> all.stream().map(source -> source.getCorsConfiguration(exchange)))
                .filter(Objects::nonNull)
                .toList();
    }

    private Stream<CorsConfigurationSource> ofFilters(Endpoint endpoint) {
        Stream<CorsWebFilter> registered =
                BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, CorsWebFilter.class, true, false)
                        .values()
                        .stream();
        return Stream.concat(registered, chains.chainFor(endpoint).filter(CorsWebFilter.class::isInstance))
                .flatMap(filter -> PrivateField.of(filter, "configSource", CorsConfigurationSource.class).stream());
    }

    private Stream<CorsConfigurationSource> ofMappings() {
        return BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, AbstractHandlerMapping.class, true, false)
                .values()
                .stream()
                .flatMap(mapping ->
                        PrivateField.of(mapping, "corsConfigurationSource", CorsConfigurationSource.class).stream());
    }
}
