package dev.readiness.spring.security;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.util.ReflectionUtils;

/** Lists the users of an in-memory store, which itself only answers for names that one knows. */
final class InMemoryUsers {

    private static final String MADE_BY = "UserDetailsServiceAutoConfiguration";

    private InMemoryUsers() {}

    /** Returns whether Spring Boot made the bean {@code name}, of its own accord or from {@code spring.security.user.*}. */
    static boolean isMadeBySpringBoot(String name, ConfigurableListableBeanFactory beans) {
        if (!beans.containsBeanDefinition(name)) {
            return false;
        }
        BeanDefinition definition = beans.getBeanDefinition(name);
        return String.valueOf(definition.getFactoryBeanName()).contains(MADE_BY)
                || String.valueOf(definition.getResourceDescription()).contains(MADE_BY);
    }

    /** Returns the users, sorted by name. */
    static List<UserDetails> of(InMemoryUserDetailsManager store) {
        Field users = Objects.requireNonNull(
                ReflectionUtils.findField(InMemoryUserDetailsManager.class, "users", Map.class),
                "this version of Spring Security keeps its in-memory users elsewhere");
        ReflectionUtils.makeAccessible(users);
        Map<?, ?> byName = (Map<?, ?>) Objects.requireNonNull(ReflectionUtils.getField(users, store));
        return byName.keySet().stream()
                .map(Object::toString)
                .sorted()
                .map(store::loadUserByUsername)
                .toList();
    }
}
