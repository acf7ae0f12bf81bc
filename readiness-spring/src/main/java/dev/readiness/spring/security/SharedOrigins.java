package dev.readiness.spring.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Which other sites may read answers, as the running filters, handler mappings and handlers say it. */
final class SharedOrigins {

    private final ListableBeanFactory beans;

    SharedOrigins(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /** Returns every configuration that applies to {@code request}. */
    List<CorsConfiguration> of(HttpServletRequest request, Stream<Object> filters) {
        ServletRequestPathUtils.parseAndCache(request);
        return Stream.concat(ofFilters(filters), ofMappings())
                .map(source -> source.getCorsConfiguration(request))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Returns what the annotations of {@code handler} say. */
    static List<CorsConfiguration> of(HandlerMethod handler) {
        return Stream.of(handler.getBeanType(), handler.getMethod())
                .map(element -> AnnotatedElementUtils.findMergedAnnotation(element, CrossOrigin.class))
                .filter(Objects::nonNull)
                .map(SharedOrigins::configurationOf)
                .toList();
    }

    /** Returns whether {@code configuration} lets any site at all read answers in the name of the user. */
    static boolean isOpenWithCredentials(CorsConfiguration configuration) {
        return Boolean.TRUE.equals(configuration.getAllowCredentials()) && isOpen(configuration);
    }

    /** Returns whether {@code configuration} lets any site at all read answers, but none in the name of the user. */
    static boolean isOpenWithoutCredentials(CorsConfiguration configuration) {
        return !Boolean.TRUE.equals(configuration.getAllowCredentials()) && isOpen(configuration);
    }

    private static boolean isOpen(CorsConfiguration configuration) {
        try {
            return configuration.checkOrigin("https://nobody-listed-this-site.example") != null;
        } catch (IllegalArgumentException ex) {
            return false; // origin * with credentials, which Spring refuses to serve
        }
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

    private static CorsConfiguration configurationOf(CrossOrigin annotation) {
        CorsConfiguration configuration = new CorsConfiguration();
        Arrays.stream(annotation.origins()).forEach(configuration::addAllowedOrigin);
        Arrays.stream(annotation.originPatterns()).forEach(configuration::addAllowedOriginPattern);
        if (annotation.origins().length == 0 && annotation.originPatterns().length == 0) {
            configuration.addAllowedOrigin(CorsConfiguration.ALL);
        }
        configuration.setAllowCredentials(Boolean.valueOf(annotation.allowCredentials()));
        return configuration;
    }
}
