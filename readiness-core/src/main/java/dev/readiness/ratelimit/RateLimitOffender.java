package dev.readiness.ratelimit;

/**
 * A caller who was refused often.
 *
 * @param rule rule that refused it
 * @param fingerprint eight hexadecimal digits that tell the caller from others as long as the process runs, and nothing else
 * @param refusals how often it was refused, at most
 * @param certain how often it was refused, at least
 */
public record RateLimitOffender(String rule, String fingerprint, long refusals, long certain) {}
