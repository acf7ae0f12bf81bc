package dev.readiness.spring.validation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.web.ErrorProperties;
import org.springframework.boot.autoconfigure.web.ErrorProperties.IncludeAttribute;
import org.springframework.boot.autoconfigure.web.WebProperties;

/** Reads which details Spring Boot 4 puts into the answer to an error; Boot 3 keeps them elsewhere. */
final class WebErrorProperties {

    private WebErrorProperties() {}

    static Map<String, String> talkative(WebProperties properties) {
        ErrorProperties error = properties.getError();
        Map<String, String> talkative = new LinkedHashMap<>();
        put(talkative, "include-stacktrace", error.getIncludeStacktrace());
        put(talkative, "include-message", error.getIncludeMessage());
        put(talkative, "include-binding-errors", error.getIncludeBindingErrors());
        if (error.isIncludeException()) {
            talkative.put("spring.web.error.include-exception", "true");
        }
        return talkative;
    }

    private static void put(Map<String, String> talkative, String name, IncludeAttribute attribute) {
        if (attribute != IncludeAttribute.NEVER) {
            talkative.put("spring.web.error." + name, attribute.name());
        }
    }
}
