package dev.readiness.spring.assessment;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** The endpoints of Spring WebFlux that are methods: annotated controllers, actuator operations. */
final class ReactiveAnnotatedEndpoints implements EndpointSource {

    private final ListableBeanFactory beans;

    private final EndpointOrigins origins;

    ReactiveAnnotatedEndpoints(ListableBeanFactory beans, EndpointOrigins origins) {
        this.beans = beans;
        this.origins = origins;
    }

    @Override
    public List<MappedEndpoint> endpoints() {
        return BeanFactoryUtils.beansOfTypeIncludingAncestors(
                        beans, RequestMappingInfoHandlerMapping.class, true, false)
                .values()
                .stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .flatMap(entry -> endpointsOf(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Stream<MappedEndpoint> endpointsOf(RequestMappingInfo info, HandlerMethod handler) {
        List<String> methods = HttpMethods.namesOf(info.getMethodsCondition().getMethods());
        return info.getPatternsCondition().getPatterns().stream()
                .map(PathPattern::getPatternString)
                .flatMap(path -> methods.stream().map(method -> MappedEndpoint.of(method, path, handler, origins)));
    }
}
