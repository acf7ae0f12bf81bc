package dev.readiness.spring.validation;

import dev.readiness.spring.validation.ValidationProperties.NotFromRequestMode;
import org.springframework.data.rest.webmvc.config.RepositoryRestConfigurer;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.cfg.MapperBuilder;

/**
 * Keeps the values of callers out of the entities that Spring Data REST exports, whose mappers are its own.
 *
 * <p>They are left out also where requests of others are refused: it puts a property that is refused back to nothing where a
 * request does not have it, and passes by what it reads for a property when it changes one.
 */
final class ExportedEntities implements RepositoryRestConfigurer {

    @Override
    public void configureJacksonObjectMapper(
            MapperBuilder<? extends ObjectMapper, ? extends MapperBuilder<?, ?>> builder) {
        builder.addModule(new NotFromRequestModule(NotFromRequestMode.IGNORE));
    }
}
