package dev.readiness.spring.assessment;

import dev.readiness.assessment.Endpoint;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** The endpoints that are servlets beside Spring's own, for example the console of H2. */
final class ServletEndpoints implements EndpointSource {

    private static final String DISPATCHER = "org.springframework.web.servlet.DispatcherServlet";

    private static final String JERSEY = "org.glassfish.jersey.servlet.ServletContainer";

    private static final Set<String> OF_THE_CONTAINER = Set.of("default", "jsp");

    private final @Nullable ServletContext servletContext;

    private final EndpointOrigins origins;

    ServletEndpoints(@Nullable ServletContext servletContext, EndpointOrigins origins) {
        this.servletContext = servletContext;
        this.origins = origins;
    }

    @Override
    public List<MappedEndpoint> endpoints() {
        return servletContext == null
                ? List.of()
                : Stream.concat(
                                servletContext.getServletRegistrations().values().stream()
                                        .flatMap(this::endpointsOf),
                                servletContext.getFilterRegistrations().values().stream()
                                        .flatMap(this::endpointsOf))
                        .toList();
    }

    /** Jersey may be a filter too, and answers as one. */
    private Stream<MappedEndpoint> endpointsOf(FilterRegistration filter) {
        String className = filter.getClassName();
        return JERSEY.equals(className)
                ? filter.getUrlPatternMappings().stream().map(path -> endpointOf(path, className))
                : Stream.empty();
    }

    private Stream<MappedEndpoint> endpointsOf(ServletRegistration servlet) {
        String className = servlet.getClassName();
        if (className == null || className.equals(DISPATCHER) || OF_THE_CONTAINER.contains(servlet.getName())) {
            return Stream.empty();
        }
        return servlet.getMappings().stream().map(path -> endpointOf(path, className));
    }

    private MappedEndpoint endpointOf(String mapping, String className) {
        String path = mapping.replaceFirst("/\\*$", "/**");
        return MappedEndpoint.withoutMethod(new Endpoint(
                HttpMethods.ANY, path, ClassUtils.getShortName(className), origins.of(className), true, true, false));
    }
}
