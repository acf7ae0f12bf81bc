package dev.readiness.spring.validation;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for what comes in and how it is refused.
 *
 * @param enabled Whether anything of this group takes effect.
 * @param problemDetails Whether every refusal is answered with a problem document (RFC 9457) that repeats nothing.
 * @param maxBodySize Size of the largest request body that is accepted.
 */
@ConfigurationProperties("readiness.validation")
public record ValidationProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("false") boolean problemDetails,
        @Nullable DataSize maxBodySize) {

    /** Checks that the size is one. */
    public ValidationProperties {
        if (maxBodySize != null && maxBodySize.toBytes() < 1) {
            throw new IllegalArgumentException("'max-body-size' must be at least 1B but is " + maxBodySize);
        }
    }
}
