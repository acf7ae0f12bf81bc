package dev.readiness.spring.scaling;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** How many threads of the server answer requests. */
final class ServerThreads {

    private static final int DEFAULT = 200;

    private ServerThreads() {}

    /** Returns the most of them, or nothing if they are virtual, or a server that has no such number. */
    static OptionalInt most(ApplicationContext context) {
        Environment environment = context.getEnvironment();
        @Nullable ClassLoader loader = context.getClassLoader();
        if (environment.getProperty("spring.threads.virtual.enabled", Boolean.class, false)) {
            return OptionalInt.empty();
        }
        if (ClassUtils.isPresent("org.apache.catalina.startup.Tomcat", loader)) {
            return OptionalInt.of(environment.getProperty("server.tomcat.threads.max", Integer.class, DEFAULT));
        }
        if (ClassUtils.isPresent("org.eclipse.jetty.server.Server", loader)) {
            return OptionalInt.of(environment.getProperty("server.jetty.threads.max", Integer.class, DEFAULT));
        }
        return OptionalInt.empty();
    }
}
