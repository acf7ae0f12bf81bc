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
final class EndpointOrigins {

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
            "org.eclipse.jetty",
            "com.netflix");

    private final List<String> applicationPackages;

    EndpointOrigins(List<String> applicationPackages) {
        this.applicationPackages = List.copyOf(applicationPackages);
    }

    static EndpointOrigins of(BeanFactory beans) {
        return new EndpointOrigins(
                AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : List.of());
    }

    Origin of(Class<?> handler) {
        return of(handler.getName());
    }

    Origin of(String className) {
        boolean framework = !isIn(applicationPackages, className) && isIn(FRAMEWORKS, className);
        return framework ? Origin.FRAMEWORK : Origin.APPLICATION;
    }

    private static boolean isIn(List<String> packages, String className) {
        return packages.stream().anyMatch(name -> className.startsWith(name + "."));
    }
}
