package dev.readiness.spring.scaling;

import dev.readiness.assessment.Endpoint.Origin;
import dev.readiness.spring.assessment.EndpointOrigins;
import dev.readiness.spring.scaling.OutboundClient.Timeout;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** The HTTP clients of Spring that are beans, or that the application's own beans keep in a field. */
final class HttpClients {

    private final ApplicationContext context;

    private final IdentityHashMap<Object, OutboundClient> found = new IdentityHashMap<>();

    HttpClients(ApplicationContext context) {
        this.context = context;
    }

    Collection<OutboundClient> find() {
        Map<String, OutboundClient> byPlace = new LinkedHashMap<>();
        context.getBeansOfType(RestTemplate.class, false, false).forEach((name, client) -> add("bean " + name, client));
        context.getBeansOfType(RestClient.class, false, false).forEach((name, client) -> add("bean " + name, client));
        EndpointOrigins origins = EndpointOrigins.of(context);
        for (String name : context.getBeanDefinitionNames()) {
            Object bean = singleton(name);
            if (bean != null) {
                Object target = AopProxyUtils.getSingletonTarget(bean);
                Object own = target == null ? bean : target;
                if (origins.of(ClassUtils.getUserClass(own)) == Origin.APPLICATION) {
                    lookInto(own);
                }
            }
        }
        found.values().forEach(client -> byPlace.put(client.place(), client));
        return byPlace.values();
    }

    /** Only beans that are there already: to look must not make one. */
    private @Nullable Object singleton(String name) {
        return context instanceof ConfigurableApplicationContext own
                ? own.getBeanFactory().getSingleton(name)
                : null;
    }

    private void lookInto(Object bean) {
        ReflectionUtils.doWithFields(ClassUtils.getUserClass(bean), field -> {
            Object value = valueOf(field, bean);
            if (value instanceof RestTemplate || value instanceof RestClient) {
                add(field.getDeclaringClass().getSimpleName() + "." + field.getName(), value);
            }
        });
    }

    private static @Nullable Object valueOf(Field field, Object bean) {
        boolean client = field.getType() == RestTemplate.class || field.getType() == RestClient.class;
        if (!client || Modifier.isStatic(field.getModifiers())) {
            return null;
        }
        ReflectionUtils.makeAccessible(field);
        return ReflectionUtils.getField(field, bean);
    }

    private void add(String place, Object client) {
        found.computeIfAbsent(client, key -> of(place, key));
    }

    private static OutboundClient of(String place, Object client) {
        Object factory = client instanceof RestTemplate template
                ? template.getRequestFactory()
                : fieldOf(client, "clientRequestFactory");
        while (factory != null && fieldOf(factory, "requestFactory") != null) {
            factory = fieldOf(factory, "requestFactory"); // one that wraps another
        }
        if (factory == null) {
            return new OutboundClient(place, "request factory not seen", Timeout.UNSEEN, false);
        }
        String type = factory.getClass().getSimpleName();
        return new OutboundClient(place, type, timeoutOf(factory), false);
    }

    /** The request factories of Spring keep what they were given in a field: a negative number or nothing means for ever. */
    private static Timeout timeoutOf(Object factory) {
        Field field = ReflectionUtils.findField(factory.getClass(), "readTimeout");
        if (field == null) {
            return Timeout.UNSEEN;
        }
        Object value = fieldOf(factory, "readTimeout");
        boolean none = value == null || (value instanceof Integer number && number <= 0);
        boolean ownClient = !factory.getClass().getSimpleName().startsWith("Simple")
                && !factory.getClass().getSimpleName().startsWith("Jdk");
        // Apache's and Jetty's clients may have been given a time-out of their own.
        return none ? (ownClient ? Timeout.UNSEEN : Timeout.NONE) : Timeout.SET;
    }

    private static @Nullable Object fieldOf(Object owner, String name) {
        Field field = ReflectionUtils.findField(owner.getClass(), name);
        if (field == null) {
            return null;
        }
        ReflectionUtils.makeAccessible(field);
        return ReflectionUtils.getField(field, owner);
    }
}
