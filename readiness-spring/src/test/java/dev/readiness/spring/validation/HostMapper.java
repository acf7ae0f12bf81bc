package dev.readiness.spring.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON with the mapper of the application: one of Jackson 3 on Spring Boot 4, one of Jackson 2 on 3.5. */
final class HostMapper {

    private HostMapper() {}

    static <T> T read(ApplicationContext application, String json, Class<T> type) {
        if (application.getBeanNamesForType(JsonMapper.class).length > 0) {
            return application.getBean(JsonMapper.class).readValue(json, type);
        }
        try {
            return application.getBean(ObjectMapper.class).readValue(json, type);
        } catch (JsonProcessingException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
