package dev.readiness.spring.validation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.readiness.spring.validation.ValidationProperties.NotFromRequestMode;
import org.springframework.data.rest.webmvc.config.RepositoryRestConfigurer;

/** What {@link ExportedEntities} does, where Spring Data REST has mappers of Jackson 2. */
final class Jackson2ExportedEntities implements RepositoryRestConfigurer {

    /** A method of the interface before Spring Data REST 5, which calls it on Spring Boot 3.5. */
    public void configureJacksonObjectMapper(ObjectMapper mapper) {
        mapper.registerModule(new Jackson2NotFromRequest(NotFromRequestMode.IGNORE));
    }
}
