package dev.readiness.spring.validation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Says what is not in force where Spring reads JSON with Jackson 2, as it does before version 7. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingClass("org.springframework.http.converter.json.JacksonJsonHttpMessageConverter")
@Conditional(OnLimit.JsonReading.class)
class EarlierJsonConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(EarlierJsonConfiguration.class);

    EarlierJsonConfiguration(ValidationProperties properties) {
        if (properties.saysHowToReadJson()) {
            LOG.warn(
                    "What readiness.validation says of JSON is not in force: this version of Spring reads it with Jackson 2."
                            + " Limits on the size of a body, on header fields and on parameters hold; bound the rest with a"
                            + " Jackson2ObjectMapperBuilderCustomizer that sets StreamReadConstraints, or move to Spring Boot 4");
        }
    }
}
