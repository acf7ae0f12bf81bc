package dev.readiness.spring.health;

import java.util.Set;
import org.springframework.util.ClassUtils;

/** Where an indicator looks. */
enum IndicatorKind {
    /** Within this process, or at the machine it runs on. */
    INSIDE,
    /** At something that a restart of this process cannot mend. */
    OUTSIDE,
    /** Written by the application, so nobody knows. */
    OWN;

    /** They say what the application itself has said, so there is nothing to run and nothing to wait for. */
    private static final Set<String> AT_ONCE = Set.of(
            "AvailabilityStateHealthIndicator",
            "LivenessStateHealthIndicator",
            "ReadinessStateHealthIndicator",
            "PingHealthIndicator");

    /** Of Spring Boot's own, those that do not look outside of this instance. */
    private static final Set<String> LOCAL = Set.of("DiskSpaceHealthIndicator", "SslHealthIndicator");

    /** Returns where {@code indicator} looks, which is where that looks whose state it tells. */
    static IndicatorKind of(Object indicator) {
        if (indicator instanceof Monitored monitored) {
            Object looksAt = monitored.looksAt();
            if (looksAt != indicator) {
                return of(looksAt);
            }
            return monitored.isOfTheProcess() ? INSIDE : OWN;
        }
        return ofBoot(ClassUtils.getUserClass(indicator));
    }

    /** Returns where an indicator of this type looks. Types are told by their name, which 3.5 and 4 of Spring Boot share. */
    private static IndicatorKind ofBoot(Class<?> type) {
        if (isAtOnce(type)) {
            return INSIDE;
        }
        if (!type.getName().startsWith("org.springframework.")) {
            return OWN;
        }
        return LOCAL.contains(type.getSimpleName()) ? INSIDE : OUTSIDE;
    }

    /** Returns whether an indicator of this type says what the application has said, so that there is nothing to run. */
    static boolean isAtOnce(Class<?> indicator) {
        for (Class<?> type = indicator; type != null; type = type.getSuperclass()) {
            if (AT_ONCE.contains(type.getSimpleName())) {
                return true;
            }
        }
        return false;
    }
}
