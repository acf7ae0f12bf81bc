package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.StringUtils;

/**
 * Configuration properties for what the hardening report says of access.
 *
 * @param enabled Whether to ask who can reach which endpoint.
 * @param publicEndpoints Endpoints that anybody may reach on purpose.
 * @param uncovered What happens to paths that no security filter chain of the application matches.
 * @param unlisted What happens at start if anybody reaches an endpoint that is not listed as public.
 */
@ConfigurationProperties("readiness.access")
public record AccessProperties(
        @DefaultValue("true") boolean enabled,
        @Name("public") @DefaultValue List<PublicEndpoint> publicEndpoints,
        @DefaultValue("allow") UncoveredPaths uncovered,
        @DefaultValue("allow") UnlistedEndpoints unlisted) {

    /** What happens at start if anybody reaches an endpoint that is not listed as public. */
    public enum UnlistedEndpoints {

        /** The application starts, and the hardening report says so. */
        ALLOW,

        /** The start is refused. */
        REFUSE
    }

    /** What happens to paths that no security filter chain of the application matches. */
    public enum UncoveredPaths {

        /** They stay open to anybody, as Spring Security leaves them. */
        ALLOW,

        /** They are refused, unless they are listed as public. */
        DENY
    }

    /**
     * An endpoint that anybody may reach on purpose.
     *
     * @param where Endpoint, for example "POST /signup"; without a method, every method of that path.
     * @param reason Why it is public.
     */
    public record PublicEndpoint(
            @Nullable String where, @Nullable String reason) {

        boolean covers(Endpoint endpoint) {
            return endpoint.id().equals(where) || endpoint.path().equals(where);
        }
    }

    /** Returns why {@code endpoint} is public on purpose, if it is. */
    Optional<String> reasonFor(Endpoint endpoint) {
        return publicEndpoints.stream()
                .filter(listed -> listed.covers(endpoint))
                .map(listed -> Objects.requireNonNull(listed.reason()))
                .findFirst();
    }

    /**
     * Checks that each public endpoint has a place and a reason.
     *
     * @throws InvalidAccessSettingsException if one has not
     */
    void requireComplete() {
        List<String> problems = new ArrayList<>();
        for (int index = 0; index < publicEndpoints.size(); index++) {
            PublicEndpoint listed = publicEndpoints.get(index);
            String prefix = "'readiness.access.public[%d].".formatted(index);
            if (!StringUtils.hasText(listed.where())) {
                problems.add(prefix + "where' must name an endpoint, for example 'POST /signup', but is missing");
            }
            if (!StringUtils.hasText(listed.reason())) {
                problems.add(prefix + "reason' must say why the endpoint is public but is missing");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidAccessSettingsException(problems);
        }
    }
}
