package dev.readiness.spring.audit;

import dev.readiness.audit.AuditTrail;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.method.HandlerMethod;

/** Finds out whether a handler without {@link AuditAction} works with a bean that can leave a record. */
final class RecordingCollaborators {

    private final ConfigurableListableBeanFactory beans;
    private final AuditedMethods methods;

    RecordingCollaborators(ConfigurableListableBeanFactory beans, AuditedMethods methods) {
        this.beans = beans;
        this.methods = methods;
    }

    boolean mayRecordFor(HandlerMethod handler) {
        Deque<String> open =
                new ArrayDeque<>(Arrays.asList(beans.getBeanNamesForType(handler.getBeanType(), true, false)));
        Set<String> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            for (String name : beans.getDependenciesForBean(open.remove())) {
                if (seen.add(name)) {
                    if (records(beans.containsBean(name) ? beans.getType(name, false) : null)) {
                        return true;
                    }
                    open.add(name);
                }
            }
        }
        return false;
    }

    private boolean records(@Nullable Class<?> type) {
        if (type == null) {
            return false;
        }
        Class<?> userType = ClassUtils.getUserClass(type);
        return AuditTrail.class.isAssignableFrom(userType)
                || Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(userType))
                        .anyMatch(method -> methods.find(method, userType).isPresent());
    }
}
