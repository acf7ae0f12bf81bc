package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Endpoint.Origin;
import dev.readiness.spring.assessment.EndpointOrigins;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.web.server.WebFilter;

/**
 * Reactive filters of the application's own; one that is also in the security filter chain is left out, because the dry run
 * has called it there.
 */
final class WebFilterGuards implements OtherGuards {

    private final ListableBeanFactory beans;

    private final Function<Endpoint, Set<String>> namesInTheChain;

    private final EndpointOrigins origins;

    WebFilterGuards(ListableBeanFactory beans, Function<Endpoint, Set<String>> namesInTheChain) {
        this.beans = beans;
        this.namesInTheChain = namesInTheChain;
        this.origins = EndpointOrigins.of(beans);
    }

    @Override
    public Stream<String> of(Endpoint endpoint) {
        Set<String> asked = namesInTheChain.apply(endpoint);
        return beans.getBeansOfType(WebFilter.class, true, false).values().stream()
                .<Class<?>>map(AopUtils::getTargetClass)
                .filter(type -> origins.of(type) == Origin.APPLICATION && !asked.contains(type.getName()))
                .map(type -> "the filter " + type.getSimpleName());
    }
}
