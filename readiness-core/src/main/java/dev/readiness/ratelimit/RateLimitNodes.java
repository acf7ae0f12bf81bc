package dev.readiness.ratelimit;

/**
 * What is known of the nodes of the application.
 *
 * @param shared whether they count together
 * @param count how many there are, as far as it is configured
 * @param platform platform that may run several, empty if none was seen
 * @param seen how it is known
 */
public record RateLimitNodes(boolean shared, int count, String platform, String seen) {}
