package dev.readiness.spring.security;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.util.ReflectionUtils;

/** Lists the users of an in-memory store, which itself only answers for names that one knows. */
final class InMemoryUsers {

    private InMemoryUsers() {}

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
