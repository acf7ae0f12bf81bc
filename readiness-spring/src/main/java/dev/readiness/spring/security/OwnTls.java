package dev.readiness.spring.security;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.core.env.Environment;

/** What is known of encryption in transit: whether it ends here, or a proxy says that it ended there. */
final class OwnTls {

    private static final String STRATEGY = "server.forward-headers-strategy";

    private final ListableBeanFactory beans;

    private final Environment environment;

    OwnTls(ListableBeanFactory beans, Environment environment) {
        this.beans = beans;
        this.environment = environment;
    }

    /** Returns whether the application's own web server speaks TLS. */
    boolean endsHere() {
        return BeanFactoryUtils.beansOfTypeIncludingAncestors(
                        beans, AbstractConfigurableWebServerFactory.class, false, false)
                .values()
                .stream()
                .map(AbstractConfigurableWebServerFactory::getSsl)
                .anyMatch(ssl -> Ssl.isEnabled(ssl));
    }

    /** Returns whether the application believes a proxy that says the client's connection is encrypted. */
    boolean isToldByProxy() {
        String strategy = environment.getProperty(STRATEGY, "");
        CloudPlatform platform = CloudPlatform.getActive(environment);
        return strategy.isEmpty()
                ? platform != null && platform.isUsingForwardHeaders()
                : !strategy.equalsIgnoreCase("none");
    }
}
