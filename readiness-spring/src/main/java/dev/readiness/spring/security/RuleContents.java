package dev.readiness.spring.security;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.Expression;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.util.ReflectionUtils;

/**
 * What an authorization manager consists of: those of Spring Security are read to the bottom, lambdas included; of others it is
 * only known that they are there.
 */
final class RuleContents {

    private static final String SPRING_SECURITY = "org.springframework.security.";

    private static final String LAMBDA = "$$Lambda";

    private static final int DEEP_ENOUGH = 12;

    private static final Set<String> LISTS_OF_AUTHORITIES = Set.of("authorities", "requiredAuthorities");

    /** Managers of Spring Security that look at who somebody is, or where a request comes from. */
    private static final List<String> ABOUT_MORE = List.of("IpAddress", "RequiredAuthorities");

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<String> authorities = new LinkedHashSet<>();

    private final List<String> expressions = new ArrayList<>();

    private final Set<String> others = new LinkedHashSet<>();

    private RuleContents() {}

    static RuleContents of(Object manager) {
        RuleContents contents = new RuleContents();
        contents.read(manager, DEEP_ENOUGH);
        return contents;
    }

    /** Returns the authorities that it names. */
    Set<String> authorities(String rolePrefix) {
        Set<String> all = new LinkedHashSet<>(authorities);
        expressions.forEach(
                expression -> AuthorityNames.in(expression, rolePrefix).forEach(all::add));
        return all;
    }

    /** Returns what may look at more than authorities; empty if nothing does. */
    String otherThanAuthorities() {
        Set<String> names = new LinkedHashSet<>(others);
        expressions.stream()
                .filter(expression -> !AuthorityNames.decideAlone(expression))
                .forEach(names::add);
        return String.join(", ", names);
    }

    private void read(@Nullable Object value, int depth) {
        if (value == null || depth == 0 || !seen.add(value)) {
            return;
        }
        if (value instanceof Expression expression) {
            expressions.add(expression.getExpressionString());
        } else if (value instanceof Collection<?> collection) {
            collection.forEach(item -> read(item, depth - 1));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(item -> read(item, depth - 1));
        } else if (value instanceof Object[] array) {
            for (int index = 0; index < Array.getLength(array); index++) {
                read(array[index], depth - 1);
            }
        } else {
            readObject(value, depth);
        }
    }

    private void readObject(Object value, int depth) {
        String name = value.getClass().getName();
        boolean lambda = name.contains(LAMBDA);
        if (name.startsWith(SPRING_SECURITY)) {
            if (ABOUT_MORE.stream().anyMatch(value.getClass().getSimpleName()::startsWith)) {
                others.add(value.getClass().getSimpleName());
            }
            readFields(value, depth);
        } else if (lambda || isManager(value.getClass())) {
            others.add(shortName(name));
            readFields(value, depth); // it may ask one of Spring Security's in turn
        }
    }

    /** Known by name, because reactive ones need not be there. */
    private static boolean isManager(@Nullable Class<?> type) {
        return type != null
                && (type.getName().endsWith("AuthorizationManager")
                        || List.of(type.getInterfaces()).stream().anyMatch(RuleContents::isManager)
                        || isManager(type.getSuperclass()));
    }

    private static String shortName(String name) {
        int lambda = name.indexOf(LAMBDA);
        String type = lambda < 0 ? name : name.substring(0, lambda);
        String simple = type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
        return lambda < 0 ? simple : "a lambda of " + simple;
    }

    private void readFields(Object value, int depth) {
        for (Class<?> type = value.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    readField(field, value, depth);
                }
            }
        }
    }

    private void readField(Field field, Object owner, int depth) {
        Object value;
        try {
            ReflectionUtils.makeAccessible(field);
            value = ReflectionUtils.getField(field, owner);
        } catch (InaccessibleObjectException | IllegalStateException ex) {
            others.add(shortName(owner.getClass().getName()));
            return;
        }
        if (value instanceof Map<?, ?> hierarchy && field.getName().startsWith("rolesReachable")) {
            hierarchy.forEach((above, below) -> {
                addAuthority(above);
                ((Collection<?>) below).forEach(this::addAuthority);
            });
        }
        if (value instanceof Collection<?> names && LISTS_OF_AUTHORITIES.contains(field.getName())) {
            names.forEach(this::addAuthority);
        }
        read(value, depth - 1);
    }

    private void addAuthority(@Nullable Object name) {
        String authority = name instanceof GrantedAuthority granted ? granted.getAuthority() : String.valueOf(name);
        if (authority != null) {
            authorities.add(authority);
        }
    }
}
