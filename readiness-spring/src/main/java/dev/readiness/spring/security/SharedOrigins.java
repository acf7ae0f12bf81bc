package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Which other sites may read answers, as the running filters and handler mappings of Spring MVC say it. */
final class SharedOrigins {

    private final ListableBeanFactory beans;

    private final FilterChainOracle chains;

    SharedOrigins(ListableBeanFactory beans, FilterChainOracle chains) {
        this.beans = beans;
        this.chains = chains;
    }

    /** Returns what applies to a request of {@code endpoint}. */
    SharedWith of(Endpoint endpoint) {
        return chains.requestTo(endpoint)
                .map(request -> of(request, filtersOf(endpoint)))
                .orElseGet(() -> new SharedWith(List.of(), List.of()));
    }

    private Stream<Object> filtersOf(Endpoint endpoint) {
        return chains.chainFor(endpoint).stream()
                .map(SecurityFilterChain::getFilters)
                .flatMap(List::stream);
    }

    private SharedWith of(HttpServletRequest request, Stream<Object> filters) {
        ServletRequestPathUtils.parseAndCache(request);
        return new SharedWith(asked(ofFilters(filters), request), asked(ofMappings(), request));
    }

    private static List<CorsConfiguration> asked(Stream<CorsConfigurationSource> sources, HttpServletRequest request) {
        return sources.map(source -> source.getCorsConfiguration(request))
                .filter(Objects::nonNull)
                .toList();
    }

    private Stream<CorsConfigurationSource> ofFilters(Stream<Object> inTheChain) {
        Stream<CorsFilter> registered =
                BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, CorsFilter.class, true, false).values().stream();
        return Stream.concat(registered, inTheChain.filter(CorsFilter.class::isInstance))
                .flatMap(filter -> PrivateField.of(filter, "configSource", CorsConfigurationSource.class).stream());
    }

    private Stream<CorsConfigurationSource> ofMappings() {
        return BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, AbstractHandlerMapping.class, true, false)
                .values()
                .stream()
                .map(AbstractHandlerMapping::getCorsConfigurationSource)
                .filter(Objects::nonNull);
    }
}
