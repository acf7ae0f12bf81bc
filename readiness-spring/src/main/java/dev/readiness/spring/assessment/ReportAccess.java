package dev.readiness.spring.assessment;

import java.util.Arrays;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertyResolver;
import org.springframework.util.ClassUtils;

/** Tells how the hardening report of this application can be opened. */
final class ReportAccess {

    private static final String ACTUATOR = "org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint";

    private static final String EXPOSURE = "management.endpoints.web.exposure.include";

    private final PropertyResolver properties;

    ReportAccess(Environment environment) {
        this.properties = environment;
    }

    String hint() {
        if (!ClassUtils.isPresent(ACTUATOR, getClass().getClassLoader())) {
            return "Open it from a test: Readiness.assess(context).orThrow()";
        }
        String exposed = properties.getProperty(EXPOSURE, "");
        return isExposed(exposed)
                ? "Open it at " + address()
                : "Open it by exposing the endpoint: %s=%s,hardening"
                        .formatted(EXPOSURE, exposed.isBlank() ? "health" : exposed);
    }

    private String address() {
        String port = properties.getProperty("management.server.port");
        return properties.getProperty("management.endpoints.web.base-path", "/actuator") + "/hardening"
                + (port == null ? "" : " on port " + port);
    }

    private static boolean isExposed(String exposure) {
        return Arrays.stream(exposure.split(","))
                .map(String::strip)
                .anyMatch(id -> id.equals("*") || id.equals("hardening"));
    }
}
