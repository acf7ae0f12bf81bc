package dev.readiness.spring.ratelimit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a method of a bean begin only as often as an outbound limit of {@code readiness.outbound} permits; above it the method
 * throws {@link dev.readiness.ratelimit.OutboundLimitExceededException}. Needs Spring AOP's proxies: a call within the same
 * object is not seen. The start stops if there is no such limit.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OutboundLimited {

    /** Returns the name of the limit. */
    String value();
}
