package dev.readiness.spring.security;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Endpoint.Origin;
import dev.readiness.spring.assessment.EndpointOrigins;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.util.ClassUtils;

/**
 * Servlet filters of the application's own.
 *
 * <p>A filter that is also in the security filter chain is left out, because the dry run has called it there, and so is one
 * whose code passes on every request. Filters of the container, of Spring and of this library do not authenticate anybody.
 */
final class ServletGuards implements OtherGuards {

    private final ServletContext servletContext;

    private final Function<Endpoint, Set<String>> namesInTheChain;

    private final EndpointOrigins origins;

    private final Map<String, Boolean> harmless = new ConcurrentHashMap<>();

    ServletGuards(
            ServletContext servletContext, Function<Endpoint, Set<String>> namesInTheChain, EndpointOrigins origins) {
        this.servletContext = servletContext;
        this.namesInTheChain = namesInTheChain;
        this.origins = origins;
    }

    @Override
    public Stream<String> of(Endpoint endpoint) {
        Set<String> asked = namesInTheChain.apply(endpoint);
        return servletContext.getFilterRegistrations().values().stream()
                .filter(filter -> origins.of(filter.getClassName()) == Origin.APPLICATION
                        && !asked.contains(filter.getClassName()))
                .filter(filter -> isMappedTo(endpoint.path(), filter))
                .filter(filter -> !passesOnAll(filter.getClassName()))
                .map(filter -> "the filter " + ClassUtils.getShortName(filter.getClassName()));
    }

    private boolean passesOnAll(String className) {
        return harmless.computeIfAbsent(className, name -> {
            try {
                return PassThrough.isCertainOfFilter(ClassUtils.forName(name, servletContext.getClassLoader()));
            } catch (ClassNotFoundException | LinkageError ex) {
                return false; // made at run time, so its code cannot be read
            }
        });
    }

    private static boolean isMappedTo(String path, FilterRegistration filter) {
        return !filter.getServletNameMappings().isEmpty()
                || filter.getUrlPatternMappings().stream().anyMatch(pattern -> matches(pattern, path));
    }

    private static boolean matches(String pattern, String path) {
        if (pattern.endsWith("/*")) {
            String prefix = pattern.substring(0, pattern.length() - 2);
            return path.equals(prefix) || path.startsWith(prefix + "/");
        }
        return pattern.startsWith("*.") ? path.endsWith(pattern.substring(1)) : path.equals(pattern);
    }
}
