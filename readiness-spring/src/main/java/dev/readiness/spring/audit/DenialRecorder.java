package dev.readiness.spring.audit;

import dev.readiness.audit.AuditOutcome;
import dev.readiness.audit.AuditRecord;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.context.ApplicationListener;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;

/** Records each time that Spring Security refuses a request or a method. */
final class DenialRecorder implements ApplicationListener<AuthorizationDeniedEvent<?>> {

    private final RefusalSafeTrail trail;
    private final CurrentCall call;

    DenialRecorder(RefusalSafeTrail trail, CurrentCall call) {
        this.trail = trail;
        this.call = call;
    }

    @Override
    public void onApplicationEvent(AuthorizationDeniedEvent<?> event) {
        if (call.isDryRun() || (event.getObject() instanceof HttpServletRequest request && isNoNews(request))) {
            return;
        }
        AuditRecord.Builder builder = call.entry("security.access").outcome(AuditOutcome.DENIED);
        SpringSecurityUser.actor(event.getAuthentication().get()).ifPresent(builder::actor);
        if (event.getObject() instanceof HttpServletRequest request) {
            builder.target("request", request.getMethod() + " " + request.getRequestURI());
            builder.source(ServletRequestFacts.source(request));
        } else if (event.getObject() instanceof MethodInvocation invocation) {
            var method = invocation.getMethod();
            builder.target("method", method.getDeclaringClass().getSimpleName() + "." + method.getName());
        }
        trail.record(builder.build());
    }

    /** The container asks again for the error page of a request that was refused. */
    private static boolean isNoNews(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR || ServletRequestFacts.isDryRun(request);
    }
}
