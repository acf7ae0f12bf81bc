package dev.readiness.spring.code;

import dev.readiness.assessment.Endpoint.Origin;
import dev.readiness.spring.assessment.EndpointOrigins;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.util.ClassUtils;

/** The beans whose classes, or whose {@code @Bean} methods, are the application's own. None is created by looking at them. */
final class OwnBeans {

    private final ConfigurableListableBeanFactory beans;

    private final EndpointOrigins origins;

    OwnBeans(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
        this.origins = EndpointOrigins.of(beans);
    }

    /** Returns the classes of the beans, without what a proxy adds, by the names of the beans. */
    Map<String, Class<?>> types() {
        Map<String, Class<?>> types = new LinkedHashMap<>();
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = AutoProxyUtils.determineTargetClass(beans, name);
            if (type != null && origins.of(ClassUtils.getUserClass(type)) == Origin.APPLICATION) {
                types.put(name, ClassUtils.getUserClass(type));
            }
        }
        return types;
    }

    /** Returns whether what is injected for the bean stands in front of it. */
    boolean isProxied(String name) {
        Class<?> type = beans.getType(name, false);
        return type != null && (java.lang.reflect.Proxy.isProxyClass(type) || ClassUtils.getUserClass(type) != type);
    }

    /** Returns the application's {@code @Bean} methods that give a bean of the type. */
    Stream<Method> factoryMethodsOf(Class<?> type) {
        return Stream.of(beans.getBeanNamesForType(type, true, false))
                .flatMap(name -> factoryMethodOf(name).stream())
                .filter(method -> origins.of(method.getDeclaringClass()) == Origin.APPLICATION);
    }

    private Optional<Method> factoryMethodOf(String name) {
        try {
            BeanDefinition definition = beans.getMergedBeanDefinition(name);
            return definition instanceof RootBeanDefinition root
                    ? Optional.ofNullable(root.getResolvedFactoryMethod())
                    : Optional.empty();
        } catch (NoSuchBeanDefinitionException ex) {
            return Optional.empty(); // one that was registered as it is
        }
    }
}
