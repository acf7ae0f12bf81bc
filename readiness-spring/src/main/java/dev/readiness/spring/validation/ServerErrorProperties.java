package dev.readiness.spring.validation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.Environment;

/** Reads which details Spring Boot 3 puts into the answer to an error. All are silent unless they are set. */
final class ServerErrorProperties {

    private static final List<String> ATTRIBUTES =
            List.of("include-stacktrace", "include-message", "include-binding-errors");

    private ServerErrorProperties() {}

    static Map<String, String> talkative(Environment environment) {
        Map<String, String> talkative = new LinkedHashMap<>();
        for (String attribute : ATTRIBUTES) {
            String name = "server.error." + attribute;
            String value = environment.getProperty(name, "never");
            if (!value.equalsIgnoreCase("never")) {
                talkative.put(name, value);
            }
        }
        if (environment.getProperty("server.error.include-exception", Boolean.class, false)) {
            talkative.put("server.error.include-exception", "true");
        }
        return talkative;
    }
}
