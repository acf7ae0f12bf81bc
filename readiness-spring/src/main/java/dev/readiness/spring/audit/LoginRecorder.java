package dev.readiness.spring.audit;

import dev.readiness.audit.AuditOutcome;
import dev.readiness.audit.AuditRecord;
import org.springframework.context.ApplicationListener;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;

/**
 * Records failed logins, interactive logins and logouts. HTTP Basic and bearer tokens log in with every request; a record
 * of each would bury the others, so their successes are left out.
 */
final class LoginRecorder implements ApplicationListener<AbstractAuthenticationEvent> {

    private final RefusalSafeTrail trail;
    private final CurrentCall call;

    LoginRecorder(RefusalSafeTrail trail, CurrentCall call) {
        this.trail = trail;
        this.call = call;
    }

    @Override
    public void onApplicationEvent(AbstractAuthenticationEvent event) {
        if (call.isDryRun()) {
            return;
        }
        if (event instanceof AbstractAuthenticationFailureEvent failure) {
            trail.record(entry("security.login", failure, "claimed-user")
                    .outcome(AuditOutcome.DENIED)
                    .reason(failure.getException().getClass().getSimpleName())
                    .build());
        } else if (event instanceof InteractiveAuthenticationSuccessEvent) {
            trail.record(entry("security.login", event, "user").build());
        } else if (event instanceof LogoutSuccessEvent) {
            trail.record(entry("security.logout", event, "user").build());
        }
    }

    private AuditRecord.Builder entry(String action, AbstractAuthenticationEvent event, String actorType) {
        String name = event.getAuthentication().getName();
        return call.entry(action)
                .actor(name.isBlank() ? AuditRecord.Actor.anonymous() : new AuditRecord.Actor(actorType, name, null));
    }
}
