package dev.readiness.spring.ratelimit;

import org.springframework.core.env.Environment;

/** Where a filter stands, seen from Spring Security's. */
enum FilterOrder {
    BEFORE_LOGIN(-20),
    AROUND_LOGIN(-10),
    BEHIND_SECURITY(10);

    /** The default of Boot's own property, whose constant is in another package in each generation. */
    private static final int SECURITY = -100;

    private final int distance;

    FilterOrder(int distance) {
        this.distance = distance;
    }

    int in(Environment environment) {
        return environment.getProperty("spring.security.filter.order", Integer.class, SECURITY) + distance;
    }
}
