package dev.readiness.spring.ratelimit;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/**
 * Configuration properties for the calls that the application makes.
 *
 * @param limits limits by the name of whom is called; {@code readiness.outbound} itself, without a level between
 */
record OutboundProperties(Map<String, Limit> limits) {

    static final String PREFIX = "readiness.outbound";

    static OutboundProperties of(Environment environment) {
        BindHandler handler = new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter());
        return new OutboundProperties(Binder.get(environment)
                .bind(PREFIX, Bindable.mapOf(String.class, Limit.class), handler)
                .orElse(Map.of()));
    }

    /**
     * A limit.
     *
     * @param limit number of calls in a period, such as '10/1s'
     * @param maxWait longest wait of a call for its turn
     */
    record Limit(@Nullable String limit, @DefaultValue("0s") Duration maxWait) {}
}
