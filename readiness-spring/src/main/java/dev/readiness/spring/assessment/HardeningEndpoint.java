package dev.readiness.spring.assessment;

import dev.readiness.assessment.Assessment;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The hardening report over HTTP, as JSON, SARIF, OSCAL, Markdown, text or an HTML page.
 *
 * <p>Reading returns the assessment that was made last; writing makes a new one.
 */
@WebEndpoint(id = "hardening")
final class HardeningEndpoint {

    private final HardeningReport report;

    HardeningEndpoint(HardeningReport report) {
        this.report = report;
    }

    @ReadOperation(producesFrom = ReportFormat.class)
    WebEndpointResponse<byte[]> hardening(ReportFormat format) {
        return respond(report.assessment(), format);
    }

    @ReadOperation(producesFrom = ReportFormat.class)
    WebEndpointResponse<byte[]> slice(@Selector String slice, ReportFormat format) {
        Assessment assessment = report.assessment();
        return assessment.findSlice(slice).isPresent()
                ? respond(assessment.onlySlice(slice), format)
                : new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
    }

    @WriteOperation(producesFrom = ReportFormat.class)
    WebEndpointResponse<byte[]> refresh(ReportFormat format) {
        return respond(report.refresh(), format);
    }

    private static WebEndpointResponse<byte[]> respond(Assessment assessment, ReportFormat format) {
        return new WebEndpointResponse<>(format.writer().render(assessment).getBytes(StandardCharsets.UTF_8), format);
    }
}
