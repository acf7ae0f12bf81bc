package dev.readiness.spring.ratelimit;

import dev.readiness.ratelimit.RateLimitRule;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts a handler, or all handlers of a controller together, under a rate limit: under a rule of {@code
 * readiness.rate-limit.rules} by its name, or under one that is written here.
 *
 * <pre>{@code
 * @RateLimited("booking")
 * @RateLimited(limits = {"10/1s", "1000/1h"}, key = "principal")
 * }</pre>
 *
 * <p>The start stops if there is no such rule, and if one that is written here cannot be read.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface RateLimited {

    /**
     * Returns the name of the rule; one that is written here needs none and is then named after class and method, such as
     * {@code booking-controller.book}.
     */
    String value() default "";

    /** Returns limits that all have to permit a request, for a rule that is written here. */
    String[] limits() default {};

    /** Returns what to count by, for a rule that is written here, which has no default. */
    String key() default "";

    /** Returns how much of each limit a request takes, for a rule that is written here. */
    int cost() default 1;

    /** Returns whether to refuse what is above the limits, or only to count it, for a rule that is written here. */
    RateLimitRule.Mode mode() default RateLimitRule.Mode.ENFORCE;
}
