package dev.readiness.spring.security;

import jakarta.servlet.ServletContext;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;

/**
 * The web server on which the actuator answers: the application's own, or one on a port of its own, whose context is noticed
 * when it starts.
 */
final class ManagementServer implements ApplicationListener<ContextRefreshedEvent> {

    private static final String ID_OF_CONTEXT = ":management";

    private static final String WEB_CONTEXT = "org.springframework.web.context.WebApplicationContext";

    private final Environment environment;

    private volatile @Nullable ApplicationContext running;

    ManagementServer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        ApplicationContext context = event.getApplicationContext();
        String id = context.getId();
        if (id != null && id.endsWith(ID_OF_CONTEXT)) {
            running = context;
        }
    }

    ManagementPortType portType() {
        return ManagementPortType.get(environment);
    }

    /** Returns whether there is a separate server that runs, and answers by servlets. */
    boolean runsOnServlets() {
        return Optional.ofNullable(running)
                .filter(context -> ClassUtils.isPresent(WEB_CONTEXT, context.getClassLoader()))
                .flatMap(Servlets::contextOf)
                .isPresent();
    }

    /** Returns the context of the separate server, if there is one and it runs. */
    Optional<ServletContext> servletContext() {
        return Optional.ofNullable(running)
                .filter(context -> ClassUtils.isPresent(WEB_CONTEXT, context.getClassLoader()))
                .flatMap(Servlets::contextOf);
    }

    /** Returns whether only this machine reaches the separate server. */
    boolean isBoundToLoopback() {
        return Binder.get(environment)
                .bind("management.server.address", InetAddress.class)
                .map(InetAddress::isLoopbackAddress)
                .orElse(false);
    }

    /** The part that needs the Servlet API on the class path. */
    private static final class Servlets {

        static Optional<ServletContext> contextOf(ApplicationContext context) {
            return context instanceof WebApplicationContext web
                    ? Optional.ofNullable(web.getServletContext())
                    : Optional.empty();
        }
    }
}
