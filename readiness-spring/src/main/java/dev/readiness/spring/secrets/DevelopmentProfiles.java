package dev.readiness.spring.secrets;

import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;

/**
 * The profiles of machines on which nothing is at stake.
 *
 * @param names their names
 */
record DevelopmentProfiles(List<String> names) {

    static final String PROPERTY = "readiness.secrets.development-profiles";

    static final String DEFAULT = "dev,development,local,test";

    static DevelopmentProfiles of(Binder binder) {
        return new DevelopmentProfiles(
                binder.bind(PROPERTY, Bindable.listOf(String.class)).orElseGet(() -> List.of(DEFAULT.split(","))));
    }

    /** Returns whether one of {@code active} is a development profile. */
    boolean include(List<String> active) {
        return active.stream().anyMatch(names::contains);
    }

    /** Returns whether profiles are active, and none of them is a development profile. */
    boolean excludes(List<String> active) {
        return !active.isEmpty() && !include(active);
    }
}
