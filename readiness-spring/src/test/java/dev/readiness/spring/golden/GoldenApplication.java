package dev.readiness.spring.golden;

import java.util.List;
import org.springframework.boot.WebApplicationType;

/** A small application with a trap for whoever judges it. */
record GoldenApplication(String name, Class<?> type, WebApplicationType web, List<String> properties) {

    static GoldenApplication of(String name, Class<?> type, String... properties) {
        return new GoldenApplication(name, type, WebApplicationType.SERVLET, List.of(properties));
    }

    @Override
    public String toString() {
        return name;
    }
}
