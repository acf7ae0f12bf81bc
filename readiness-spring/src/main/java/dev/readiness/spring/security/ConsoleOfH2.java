package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.stream.Stream;

/** The console of H2, in which whoever reaches it runs SQL, and through SQL Java. */
final class ConsoleOfH2 implements LibraryPage {

    private static final String SERVLET = "org.h2.server.web.JakartaWebServlet";

    private final ServletContext servletContext;

    ConsoleOfH2(ServletContext servletContext) {
        this.servletContext = servletContext;
    }

    @Override
    public String rule() {
        return "exposure.h2-console-open";
    }

    @Override
    public boolean isAt(Endpoint endpoint) {
        return consoles()
                .flatMap(servlet -> servlet.getMappings().stream())
                .anyMatch(mapping -> mapping.replaceFirst("/\\*$", "/**").equals(endpoint.path()));
    }

    @Override
    public String problem() {
        return "The console of the database H2 answers at %s without a login of the application: it runs any SQL.";
    }

    @Override
    public String remedy() {
        return "spring.h2.console.enabled=false";
    }

    @Override
    public Evidence evidence() {
        return new Evidence(
                "the registered servlet " + SERVLET,
                consoles().anyMatch(servlet -> servlet.getInitParameter("webAllowOthers") != null)
                        ? "it takes connections from everywhere"
                        : "it takes connections from this machine only, which are all connections when a proxy runs on it");
    }

    private Stream<? extends ServletRegistration> consoles() {
        return servletContext.getServletRegistrations().values().stream()
                .filter(servlet -> SERVLET.equals(servlet.getClassName()));
    }
}
