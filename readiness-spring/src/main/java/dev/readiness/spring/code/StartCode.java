package dev.readiness.spring.code;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/** The methods of the application that run at each start. */
final class StartCode {

    private static final Set<Class<?>> EVENTS =
            Set.of(ApplicationReadyEvent.class, ApplicationStartedEvent.class, ContextRefreshedEvent.class);

    private final OwnBeans beans;

    StartCode(OwnBeans beans) {
        this.beans = beans;
    }

    Stream<Method> methods() {
        return Stream.concat(
                        Stream.concat(
                                beans.factoryMethodsOf(CommandLineRunner.class),
                                beans.factoryMethodsOf(ApplicationRunner.class)),
                        beans.types().values().stream()
                                .flatMap(type ->
                                        Stream.of(type.getDeclaredMethods()).filter(method -> isStart(type, method))))
                .filter(method -> !method.isBridge())
                .distinct();
    }

    private static boolean isStart(Class<?> type, Method method) {
        boolean runs = CommandLineRunner.class.isAssignableFrom(type) || ApplicationRunner.class.isAssignableFrom(type);
        boolean initializes = InitializingBean.class.isAssignableFrom(type);
        MergedAnnotations annotations = MergedAnnotations.from(method);
        return (runs && method.getName().equals("run"))
                || (initializes && method.getName().equals("afterPropertiesSet"))
                || annotations.isPresent("jakarta.annotation.PostConstruct")
                || listens(method, annotations.get(EventListener.class));
    }

    private static boolean listens(Method method, MergedAnnotation<EventListener> listener) {
        return listener.isPresent()
                && Stream.concat(Stream.of(listener.getClassArray("classes")), Stream.of(method.getParameterTypes()))
                        .anyMatch(EVENTS::contains);
    }
}
