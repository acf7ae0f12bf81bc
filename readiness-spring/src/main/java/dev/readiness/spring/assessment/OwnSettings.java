package dev.readiness.spring.assessment;

import java.util.function.BiPredicate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ApplicationContext;

/** Tells which settings the application reads by itself: with properties classes of its own, or by their name. */
final class OwnSettings implements BiPredicate<String, DeclaredSettings> {

    private final ApplicationContext context;

    private final ApplicationClassFiles files;

    OwnSettings(ApplicationContext context, ApplicationClassFiles files) {
        this.context = context;
        this.files = files;
    }

    @Override
    public boolean test(String name, DeclaredSettings declared) {
        return isBound(name, declared) || files.mention(name);
    }

    /** A group of which a library declares settings is the library's: it reads those, and not whatever is in the group. */
    private boolean isBound(String name, DeclaredSettings declared) {
        for (String bean : context.getBeanDefinitionNames()) {
            ConfigurationProperties bound = context.findAnnotationOnBean(bean, ConfigurationProperties.class, false);
            String group = bound == null ? "" : bound.prefix() + ".";
            if (group.length() > 1 && name.startsWith(group) && !declared.hasGroup(group)) {
                return true;
            }
        }
        return false;
    }
}
