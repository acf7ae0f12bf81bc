package dev.readiness.spring.assessment;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** The endpoints that are methods: annotated controllers, the error controller, actuator operations. */
final class AnnotatedEndpoints implements EndpointSource {

    private final ListableBeanFactory beans;

    private final EndpointOrigins origins;

    AnnotatedEndpoints(ListableBeanFactory beans, EndpointOrigins origins) {
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
        return info.getPatternValues().stream()
                .map(path -> path.isEmpty() ? "/" : path) // a client cannot send less
                .distinct()
                .flatMap(path -> methods.stream().map(method -> MappedEndpoint.of(method, path, handler, origins)));
    }
}
