package dev.readiness.spring.ratelimit;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with the settings of rate limits, without a stack trace. */
final class RateLimitSettingsFailureAnalyzer extends AbstractFailureAnalyzer<InvalidRateLimitSettingsException> {

    private static final String ACTION = """
            Correct what is named above. A complete rule is written like this:

                readiness.rate-limit.rules.booking.routes=POST /appointments
                readiness.rate-limit.rules.booking.limits=30/1m
                readiness.rate-limit.rules.booking.key=principal""";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidRateLimitSettingsException cause) {
        String problems = String.valueOf(cause.getMessage());
        return new FailureAnalysis(
                "The rate limits cannot be set up:%n%n".formatted()
                        + problems.indent(4).stripTrailing(),
                ACTION,
                cause);
    }
}
