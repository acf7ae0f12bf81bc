package dev.readiness.spring.test;

import dev.readiness.assessment.Endpoint;
import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** What {@code readiness.access.public} lists as public on purpose. */
record PublicEndpoints(List<Listed> listed) {

    static PublicEndpoints of(Environment environment) {
        return new PublicEndpoints(Binder.get(environment)
                .bind("readiness.access.public", Bindable.listOf(Listed.class))
                .orElse(List.of()));
    }

    boolean contains(Endpoint endpoint) {
        return listed.stream()
                .map(Listed::where)
                .anyMatch(where -> where.equals(endpoint.id()) || where.equals(endpoint.path()));
    }

    /** An entry of the list; whoever reads the list completely checks that it has a reason too. */
    record Listed(String where) {}
}
