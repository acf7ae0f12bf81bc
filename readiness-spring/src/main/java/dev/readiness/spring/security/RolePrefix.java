package dev.readiness.spring.security;

import java.util.function.Supplier;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.security.config.core.GrantedAuthorityDefaults;
import org.springframework.util.ClassUtils;

/** What the application puts before the names of roles, {@code ROLE_} unless it says otherwise. */
final class RolePrefix implements Supplier<String> {

    private static final boolean CONFIGURABLE = ClassUtils.isPresent(
            "org.springframework.security.config.core.GrantedAuthorityDefaults", RolePrefix.class.getClassLoader());

    private final ListableBeanFactory beans;

    RolePrefix(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public String get() {
        return CONFIGURABLE ? Configured.in(beans) : "ROLE_";
    }

    private static final class Configured {

        static String in(ListableBeanFactory beans) {
            return beans.getBeanProvider(GrantedAuthorityDefaults.class)
                    .orderedStream()
                    .findFirst()
                    .map(GrantedAuthorityDefaults::getRolePrefix)
                    .orElse("ROLE_");
        }
    }
}
