package dev.readiness.spring.assessment;

import dev.readiness.assessment.Endpoint.Origin;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;

/**
 * Tells the application's own code from that of frameworks.
 *
 * <p>The application's packages win, so that an application that lives below {@code org.springframework} is still one; code
 * that is neither in them nor in a known framework is the application's as well.
 */
public final class EndpointOrigins {

    private static final List<String> FRAMEWORKS = List.of(
            "org.springframework",
            "org.springdoc",
            "springfox",
            "io.swagger",
            "dev.readiness",
            "de.codecentric.boot.admin",
            "io.micrometer",
            "org.h2",
            "org.apache.catalina",
            "org.apache.jasper",
            "org.apache.tomcat",
            "io.undertow",
            "org.eclipse.jetty",
            "com.netflix");

    private final List<String> applicationPackages;

    EndpointOrigins(List<String> applicationPackages) {
        this.applicationPackages = List.copyOf(applicationPackages);
    }

    /** Returns what tells the code of the application that {@code beans} belong to. */
    public static EndpointOrigins of(BeanFactory beans) {
        return new EndpointOrigins(
                AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : List.of());
    }

    /** Returns who brought {@code handler}. */
    public Origin of(Class<?> handler) {
        return of(handler.getName());
    }

    /** Returns who brought the class with the name {@code className}. */
    public Origin of(String className) {
        boolean framework = !isIn(applicationPackages, className) && isIn(FRAMEWORKS, className);
        return framework ? Origin.FRAMEWORK : Origin.APPLICATION;
    }

    private static boolean isIn(List<String> packages, String className) {
        return packages.stream().anyMatch(name -> className.startsWith(name + "."));
    }
}
