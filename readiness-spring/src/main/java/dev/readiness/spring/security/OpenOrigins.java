package dev.readiness.spring.security;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.method.HandlerMethod;

/** Knows which configurations let a site read answers that nobody listed. */
final class OpenOrigins {

    private OpenOrigins() {}

    /** Returns what the annotations of {@code handler} say. */
    static List<CorsConfiguration> of(HandlerMethod handler) {
        return Stream.of(handler.getBeanType(), handler.getMethod())
                .map(element -> AnnotatedElementUtils.findMergedAnnotation(element, CrossOrigin.class))
                .filter(Objects::nonNull)
                .map(OpenOrigins::configurationOf)
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
