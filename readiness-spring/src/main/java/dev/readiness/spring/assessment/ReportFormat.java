package dev.readiness.spring.assessment;

import dev.readiness.assessment.ReportWriter;
import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;

/**
 * The forms in which the actuator endpoint answers.
 *
 * <p>Where a client accepts several of them, Actuator takes the last one: a browser, which accepts everything and prefers
 * HTML, gets the page.
 */
enum ReportFormat implements Producible<ReportFormat> {
    JSON("application/json"),
    SARIF("application/sarif+json"),
    OSCAL("application/oscal+json"),
    TEXT("text/plain;charset=UTF-8"),
    MARKDOWN("text/markdown;charset=UTF-8"),
    HTML("text/html;charset=UTF-8");

    private final String type;

    ReportFormat(String type) {
        this.type = type;
    }

    ReportWriter writer() {
        return switch (this) {
            case JSON -> ReportWriter.json();
            case SARIF -> ReportWriter.sarif();
            case OSCAL -> ReportWriter.oscal();
            case TEXT -> ReportWriter.text();
            case MARKDOWN -> ReportWriter.markdown();
            case HTML -> ReportWriter.html();
        };
    }

    @Override
    public MimeType getProducedMimeType() {
        return MimeType.valueOf(type);
    }

    @Override
    public boolean isDefault() {
        return this == JSON;
    }
}
