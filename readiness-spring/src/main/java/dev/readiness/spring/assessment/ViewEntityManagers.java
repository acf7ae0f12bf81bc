package dev.readiness.spring.assessment;

import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.context.ApplicationContext;
import org.springframework.orm.jpa.support.OpenEntityManagerInViewFilter;
import org.springframework.orm.jpa.support.OpenEntityManagerInViewInterceptor;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.servlet.handler.MappedInterceptor;
import org.springframework.web.servlet.handler.WebRequestHandlerInterceptorAdapter;

/** What keeps an entity manager open during a request. Used only where Spring MVC and JPA are on the class path. */
final class ViewEntityManagers {

    private ViewEntityManagers() {}

    /** Returns whether the application answers requests and has JPA. */
    static boolean areApplicable(ApplicationContext context) {
        return context.getBeanNamesForType(EntityManagerFactory.class, true, false).length > 0
                && context.getBeanNamesForType(AbstractHandlerMapping.class, true, false).length > 0;
    }

    /** Returns the names of the handler mappings and filters in question. */
    static List<String> find(ApplicationContext context) {
        List<String> places = new ArrayList<>();
        context.getBeansOfType(AbstractHandlerMapping.class, true, false).forEach((name, mapping) -> {
            HandlerInterceptor[] interceptors = mapping.getAdaptedInterceptors();
            if (interceptors != null
                    && Arrays.stream(interceptors).anyMatch(ViewEntityManagers::keepsAnEntityManagerOpen)) {
                places.add(name);
            }
        });
        places.addAll(List.of(context.getBeanNamesForType(OpenEntityManagerInViewFilter.class, true, false)));
        return places;
    }

    private static boolean keepsAnEntityManagerOpen(HandlerInterceptor interceptor) {
        if (interceptor instanceof MappedInterceptor mapped) {
            return keepsAnEntityManagerOpen(mapped.getInterceptor());
        }
        // The adapter does not give out what it adapts. Should its field be renamed, the rule becomes UNKNOWN.
        return interceptor instanceof WebRequestHandlerInterceptorAdapter
                && new DirectFieldAccessor(interceptor).getPropertyValue("requestInterceptor")
                        instanceof OpenEntityManagerInViewInterceptor;
    }
}
