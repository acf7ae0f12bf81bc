package dev.readiness.spring.secrets;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;

/** The secrets that the classes of an application require, each with the class that says so. */
final class AnnotatedSecrets {

    private AnnotatedSecrets() {}

    static Map<String, Class<?>> of(SpringApplication application) {
        Map<String, Class<?>> required = new LinkedHashMap<>();
        for (Object source : application.getAllSources()) {
            if (source instanceof Class<?> type) {
                add(type, required);
            }
        }
        return required;
    }

    private static void add(Class<?> type, Map<String, Class<?>> required) {
        RequiredSecrets annotation = type.getAnnotation(RequiredSecrets.class);
        if (annotation != null) {
            for (String name : annotation.value()) {
                required.putIfAbsent(name, type);
            }
        }
    }
}
