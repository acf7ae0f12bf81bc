package dev.readiness.spring.assessment;

import java.util.List;
import org.springframework.context.ApplicationContext;

/** Knows settings of Spring Boot that are read in the other kind of web application only, though libraries declare them. */
final class OtherWebSettings {

    private static final List<String> SERVLET = List.of("spring.servlet.", "spring.mvc.", "server.servlet.");

    private static final List<String> REACTIVE = List.of("spring.webflux.", "server.reactive.");

    private final ApplicationContext context;

    OtherWebSettings(ApplicationContext context) {
        this.context = context;
    }

    /** Returns whether nothing reads {@code setting} here because the application is of the other kind. */
    boolean has(String setting) {
        return (isReactive() && SERVLET.stream().anyMatch(setting::startsWith))
                || (isServlet() && REACTIVE.stream().anyMatch(setting::startsWith));
    }

    String kind() {
        return isReactive() ? "reactive" : "one of servlets";
    }

    String reader() {
        return isReactive() ? "an application of servlets" : "a reactive application";
    }

    String counterpart() {
        return isReactive() ? "spring.webflux or server.reactive" : "spring.mvc, spring.servlet or server.servlet";
    }

    private boolean isReactive() {
        return context.containsBean("webHandler") && !isServlet();
    }

    private boolean isServlet() {
        return context.containsBean("dispatcherServlet");
    }
}
