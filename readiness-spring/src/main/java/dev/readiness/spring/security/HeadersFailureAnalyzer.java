package dev.readiness.spring.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which settings of {@code readiness.headers} cannot be put into effect, without a stack trace. */
final class HeadersFailureAnalyzer extends AbstractFailureAnalyzer<InvalidHeadersException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidHeadersException cause) {
        return new FailureAnalysis(
                "The response headers cannot be sent as they are set:%n%n".formatted()
                        + String.valueOf(cause.getMessage()).indent(4).stripTrailing(),
                "Correct the settings named above, or remove them to send what the profile sends.",
                cause);
    }
}
