/**
 * How often others may call us, and how often we may call somebody.
 *
 * <p>Begin with {@link dev.readiness.ratelimit.RateLimit}. {@link dev.readiness.ratelimit.RequestRateLimiter} counts what
 * comes in, key by key; {@link dev.readiness.ratelimit.InboundRateLimits} applies the {@link
 * dev.readiness.ratelimit.RateLimitRule}s of a whole application; {@link dev.readiness.ratelimit.LoginRateLimiter} counts
 * failed logins; {@link dev.readiness.ratelimit.OutboundRateLimiter} is for the calls that we make. The filters that put
 * them in front of an application are in {@code dev.readiness.web}.
 */
@NullMarked
package dev.readiness.ratelimit;

import org.jspecify.annotations.NullMarked;
