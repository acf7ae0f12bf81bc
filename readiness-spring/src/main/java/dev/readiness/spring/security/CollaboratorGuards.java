package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.ExportedRepository;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.web.method.HandlerMethod;

/**
 * Beans that a controller works with and that are surrounded by method security, however deep they lie, and repositories that
 * answer themselves.
 */
final class CollaboratorGuards implements OtherGuards {

    private final ConfigurableListableBeanFactory beans;

    private final EndpointHandlers handlers;

    CollaboratorGuards(ConfigurableListableBeanFactory beans, EndpointHandlers handlers) {
        this.beans = beans;
        this.handlers = handlers;
    }

    @Override
    public Stream<String> of(Endpoint endpoint) {
        Set<String> collaborators = new HashSet<>();
        handlers.repositoryOf(endpoint)
                .map(ExportedRepository::bean)
                .filter(beans::containsSingleton)
                .ifPresent(name -> {
                    collaborators.add(name);
                    collect(name, collaborators);
                });
        handlers.handlerOf(endpoint)
                .map(HandlerMethod::getBean)
                .filter(String.class::isInstance)
                .ifPresent(name -> collect((String) name, collaborators));
        return collaborators.stream()
                .filter(name -> SecurityAdvice.of(beans.getBean(name)).isPresent())
                .sorted()
                .map(name -> "method security of " + name);
    }

    private void collect(String bean, Set<String> collaborators) {
        for (String dependency : beans.getDependenciesForBean(bean)) {
            if (beans.containsSingleton(dependency) && collaborators.add(dependency)) {
                collect(dependency, collaborators);
            }
        }
    }
}
