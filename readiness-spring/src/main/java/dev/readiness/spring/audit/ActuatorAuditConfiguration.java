package dev.readiness.spring.audit;

import dev.readiness.audit.AuditExport;
import dev.readiness.audit.AuditKey;
import dev.readiness.audit.AuditSealer;
import dev.readiness.audit.AuditTrail;
import dev.readiness.audit.AuditVerifier;
import dev.readiness.audit.CheckpointAnchor;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.security.AbstractAuthenticationAuditListener;
import org.springframework.boot.actuate.security.AbstractAuthorizationAuditListener;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;
import org.springframework.security.authorization.event.AuthorizationEvent;

/** Shows the trail through Actuator, and takes in the application's own {@code AuditApplicationEvent}s. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({AuditEventRepository.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(AuditTrail.class)
class ActuatorAuditConfiguration {

    @Bean("readinessAuditEventRepository")
    @ConditionalOnMissingBean(AuditEventRepository.class)
    TrailAuditEventRepository auditEventRepository(AuditTrail trail, CurrentCall call) {
        return new TrailAuditEventRepository(trail, call);
    }

    @Bean("readinessAuditTrailEndpoint")
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint(endpoint = AuditTrailEndpoint.class)
    AuditTrailEndpoint auditTrailEndpoint(AuditTrail trail, CurrentCall call) {
        return new AuditTrailEndpoint(new WatchedTrail(trail, call));
    }

    @Bean("readinessAuditDisclosuresEndpoint")
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint(endpoint = AuditDisclosuresEndpoint.class)
    AuditDisclosuresEndpoint auditDisclosuresEndpoint(AuditTrail trail, CurrentCall call) {
        return new AuditDisclosuresEndpoint(trail, call);
    }

    @Bean("readinessAuditHoldEndpoint")
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint(endpoint = AuditHoldEndpoint.class)
    AuditHoldEndpoint auditHoldEndpoint(AuditTrail trail, CurrentCall call) {
        return new AuditHoldEndpoint(trail, call);
    }

    @Bean("readinessAuditEvidenceEndpoint")
    @ConditionalOnMissingBean
    @ConditionalOnBean(AuditSealer.class)
    @ConditionalOnAvailableEndpoint(endpoint = AuditEvidenceEndpoint.class)
    AuditEvidenceEndpoint auditEvidenceEndpoint(
            AuditTrail trail,
            CurrentCall call,
            DataSource dataSource,
            AuditKey key,
            AuditVerifier verifier,
            AuditSealer sealer,
            AuditSettings settings,
            ObjectProvider<CheckpointAnchor> anchors) {
        List<CheckpointAnchor> all =
                settings.seal().anchors(anchors.orderedStream().toList());
        return new AuditEvidenceEndpoint(
                new WatchedTrail(trail, call),
                new AuditExport(dataSource, key.verifier()),
                verifier,
                new PublishedCheckpoints(all, sealer, key));
    }

    /**
     * Takes the place of Boot's own listeners, which would add one event for each request with HTTP Basic, and a second
     * one for what {@link LoginRecorder} and {@link DenialRecorder} have recorded.
     */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(AuthorizationEvent.class)
    static class InsteadOfBootsListeners {

        @Bean("readinessAuditAuthenticationListener")
        @ConditionalOnMissingBean
        AbstractAuthenticationAuditListener auditAuthenticationListener() {
            return new SilentAuthenticationListener();
        }

        @Bean("readinessAuditAuthorizationListener")
        @ConditionalOnMissingBean
        AbstractAuthorizationAuditListener auditAuthorizationListener() {
            return new SilentAuthorizationListener();
        }
    }

    private static final class SilentAuthenticationListener extends AbstractAuthenticationAuditListener {

        @Override
        public void onApplicationEvent(AbstractAuthenticationEvent event) {
            // LoginRecorder records it.
        }
    }

    private static final class SilentAuthorizationListener extends AbstractAuthorizationAuditListener {

        @Override
        public void onApplicationEvent(AuthorizationEvent event) {
            // DenialRecorder records it.
        }
    }
}
