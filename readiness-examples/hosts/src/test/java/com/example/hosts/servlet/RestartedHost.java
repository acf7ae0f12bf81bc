package com.example.hosts.servlet;

import com.example.hosts.Visitor;
import java.io.IOException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.context.ConfigurableApplicationContext;

/** The servlet host as a developer runs it: in the class loader of the developer tools, which throw it away at a change. */
public final class RestartedHost {

    private static final String RUN = "hosts.run";

    private RestartedHost() {}

    /** Runs with the dependency alone, is restarted as after a change, and runs with each safeguard. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean changed = Boolean.getBoolean(RUN);
        SpringApplication application = new SpringApplication(ServletHost.class);
        ConfigurableApplicationContext host = application.run(
                changed
                        ? Visitor.hardened("--readiness.observability.correlation=true", "--readiness.audit.store=jdbc")
                        : Visitor.ALONE.toArray(String[]::new));
        System.out.println(
                "loaded by " + RestartedHost.class.getClassLoader().getClass().getSimpleName());
        Visitor.visit(changed ? "hardened" : "alone", host);
        if (changed) {
            System.out.println("recorded: " + ServletHost.records(host));
            System.exit(SpringApplication.exit(host));
        }
        System.setProperty(RUN, "true");
        Restarter.getInstance().restart();
    }
}
