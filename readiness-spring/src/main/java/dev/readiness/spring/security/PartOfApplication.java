package dev.readiness.spring.security;

import java.util.Arrays;
import java.util.function.Predicate;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.util.ClassUtils;

/** Tells code that belongs to a bean of the running application from code of another profile and from code that nobody uses. */
final class PartOfApplication implements Predicate<LiteralPassword> {

    private final ListableBeanFactory beans;

    private final Environment environment;

    private final ClassLoader loader;

    PartOfApplication(ListableBeanFactory beans, Environment environment, ClassLoader loader) {
        this.beans = beans;
        this.environment = environment;
        this.loader = loader;
    }

    @Override
    public boolean test(LiteralPassword place) {
        try {
            Class<?> type = ClassUtils.forName(place.className(), loader);
            return isBean(type) && isActive(type, place.method());
        } catch (ClassNotFoundException | LinkageError ex) {
            return false;
        }
    }

    private boolean isBean(Class<?> type) {
        for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
            if (beans.getBeanNamesForType(outer, true, false).length > 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isActive(Class<?> type, String method) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .map(candidate -> MergedAnnotations.from(candidate).get(Profile.class))
                .filter(MergedAnnotation::isPresent)
                .map(profile -> profile.getStringArray("value"))
                .allMatch(profiles -> environment.acceptsProfiles(Profiles.of(profiles)));
    }
}
