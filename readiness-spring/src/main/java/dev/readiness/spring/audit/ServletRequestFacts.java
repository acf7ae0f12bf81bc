package dev.readiness.spring.audit;

import dev.readiness.audit.AuditRecord;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What a servlet request tells of itself. The address is the container's: a header counts only where the application has
 * told the container to trust it ({@code server.forward-headers-strategy}).
 */
final class ServletRequestFacts implements RequestFacts {

    /** Attribute that marks a request which the hardening report made up. */
    static final String DRY_RUN = "dev.readiness.dry-run";

    @Override
    public Optional<AuditRecord.Source> source() {
        return request().map(ServletRequestFacts::source);
    }

    static AuditRecord.Source source(HttpServletRequest request) {
        var source = new AuditRecord.Source(request.getRemoteAddr(), request.getHeader("User-Agent"));
        HttpSession session = request.getSession(false);
        return session == null ? source : source.inSession(session.getId());
    }

    @Override
    public boolean isDryRun() {
        return request().map(ServletRequestFacts::isDryRun).orElse(false);
    }

    static boolean isDryRun(HttpServletRequest request) {
        return request.getAttribute(DRY_RUN) != null;
    }

    private static Optional<HttpServletRequest> request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.of(attributes.getRequest())
                : Optional.empty();
    }
}
