package dev.readiness.spring.health;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/** What a running application says about its health. */
final class HealthFacts {

    private final ApplicationContext context;

    HealthFacts(ApplicationContext context) {
        this.context = context;
    }

    /** Returns whether Actuator's health is on the class path at all. */
    boolean isActuatorPresent() {
        return (isPresent(BootHealth.MARKER) || isPresent(EarlierBootHealth.MARKER))
                && ClassUtils.isPresent(
                        "org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints", context.getClassLoader());
    }

    /** Returns the running health endpoint, or nothing if there is none. */
    Optional<RunningHealth> runningHealth() {
        if (!isActuatorPresent()) {
            return Optional.empty();
        }
        return isPresent(BootHealth.MARKER)
                ? BootHealth.read(context)
                : EarlierBootHealth.read(context, HealthPath.of(context));
    }

    private boolean isPresent(String type) {
        return ClassUtils.isPresent(type, context.getClassLoader());
    }

    /** Returns the names of the data sources. */
    Set<String> dataSources() {
        return new TreeSet<>(Arrays.asList(
                BeanFactoryUtils.beanNamesForTypeIncludingAncestors(context, DataSource.class, true, false)));
    }

    /** Returns whether only this machine reaches the port on which the actuator answers. */
    boolean isBoundToLoopback() {
        Binder binder = Binder.get(context.getEnvironment());
        boolean ownPort = binder.bind("management.server.port", String.class).isBound();
        String address = ownPort ? "management.server.address" : "server.address";
        return binder.bind(address, InetAddress.class)
                .map(InetAddress::isLoopbackAddress)
                .orElse(false);
    }

    /** Returns whether Spring Security stands in front of anything. */
    boolean isSecured() {
        return context.containsBean("springSecurityFilterChain")
                || context.containsBean("springSecurityWebFilterChain");
    }
}
