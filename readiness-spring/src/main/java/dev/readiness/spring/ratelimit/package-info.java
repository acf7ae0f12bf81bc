/**
 * Rate limits of a Spring application: rules for what comes in, matched as Spring's router matches, a limit for failed
 * logins in front of Spring Security's password checks, and limits for what goes out. Begin with {@link
 * dev.readiness.spring.ratelimit.RateLimitProperties}.
 */
@NullMarked
package dev.readiness.spring.ratelimit;

import org.jspecify.annotations.NullMarked;
